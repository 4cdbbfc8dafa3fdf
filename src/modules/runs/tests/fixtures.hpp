// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runs/domain/check_in.hpp"

#include <cstdint>
#include <numbers>

namespace qc::runs::test {

/// Not the real hash: a chosen digest shows what the rules make of it.
inline Digest half_digest(std::string_view) {
    Digest digest{};
    digest[0] = 0x40;
    digest[8] = 0x40;
    return digest;
}

inline bool plain_equal(std::string_view left, std::string_view right) {
    return left == right;
}

inline constexpr Cryptography cryptography{&half_digest, &plain_equal};

inline constexpr Instant noon =
    std::chrono::sys_days{std::chrono::year{2026} / 1 / 31} + std::chrono::hours{12};

inline constexpr Position bridge{51.5, -0.25};

/// `metres` north of the bridge.
inline Position north(double metres) {
    return {bridge.latitude + metres / earth_radius_m * 180 / std::numbers::pi, bridge.longitude};
}

inline Place place_at(Position position, std::int32_t id = 1) {
    Place place;
    place.id = PlaceSettingsId{id};
    place.position = position;
    return place;
}

inline Point point_with(AnswerKind kind, std::string secret) {
    Point point;
    point.id = PointId{5};
    point.answer_kind = kind;
    point.secret = std::move(secret);
    return point;
}

inline Attempt attempt_at(Position position, double accuracy_m = 10) {
    Attempt attempt;
    attempt.latitude = position.latitude;
    attempt.longitude = position.longitude;
    attempt.accuracy_m = accuracy_m;
    attempt.at = noon;
    return attempt;
}

} // namespace qc::runs::test
