// SPDX-License-Identifier: Apache-2.0
#include "quests/application/qr_secret.hpp"

#include "crypto/base64.hpp"
#include "crypto/random_text.hpp"

namespace qc::quests {

std::string new_qr_secret(Random& random) {
    return crypto::base64url_encode(crypto::random_bytes(random, 16));
}

void add_qr_secrets(std::vector<AuthoredPoint>& points, Random& random) {
    for (auto& point : points) {
        if (point.kind == ActivityKind::qr && !point.qr_secret)
            point.qr_secret = new_qr_secret(random);
    }
}

std::string qr_payload(PointId point, std::string_view secret) {
    return "questcity://point/" + std::to_string(point.value) + "/" + std::string(secret);
}

} // namespace qc::quests
