// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"
#include "runs/domain/cryptography.hpp"
#include "runs/domain/position.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qc::runs {

enum class AnswerKind { code, word, photo, qr, none };

[[nodiscard]] std::string_view name_of(AnswerKind kind);

struct Place {
    PlaceSettingsId id;
    std::optional<std::int16_t> part;
    Position position;
    double detections_radius_m = 5;
    double interaction_inaccuracy_m = 5;
    std::optional<double> random_occurrence_m;
};

/// What the rules need of one point of a route.
struct Point {
    PointId id;
    AnswerKind answer_kind = AnswerKind::none;
    /// The code, the word, or the whole text of the QR code.
    std::string secret;
    bool is_divided = false;
    std::vector<Place> places;
};

/// What decides the answer that a point asks for.
struct AnswerSource {
    std::optional<std::string> code;
    std::optional<std::string> word;
    bool has_photo_type = false;
    std::string_view kind;
};

[[nodiscard]] AnswerKind answer_kind(AnswerSource const& source);

/// Where the target of a place is in this run: moved by random occurrence, always the same way.
[[nodiscard]] Position target_of(RunId run, Place const& place, Cryptography const& cryptography);

} // namespace qc::runs
