// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"
#include "core/random.hpp"
#include "quests/domain/authored_quest.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace qc::quests {

/// 128 random bits as 22 characters of base64url.
[[nodiscard]] std::string new_qr_secret(Random& random);

/// Gives every point that is passed by its printed code a secret, unless it has one.
void add_qr_secrets(std::vector<AuthoredPoint>& points, Random& random);

/// What the printed code of a point says: questcity://point/<pointId>/<secret>.
[[nodiscard]] std::string qr_payload(PointId point, std::string_view secret);

} // namespace qc::quests
