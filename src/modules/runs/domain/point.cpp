// SPDX-License-Identifier: Apache-2.0
#include "runs/domain/point.hpp"

#include <cmath>
#include <numbers>

namespace qc::runs {
namespace {

/// 53 random bits as a number of [0, 1).
double uniform(Digest const& digest, std::size_t first) {
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < 8; ++i)
        word = word << 8 | digest[first + i];
    return static_cast<double>(word >> 11) * 0x1p-53;
}

} // namespace

std::string_view name_of(AnswerKind kind) {
    switch (kind) {
    case AnswerKind::code:
        return "code";
    case AnswerKind::word:
        return "word";
    case AnswerKind::photo:
        return "photo";
    case AnswerKind::qr:
        return "qr";
    case AnswerKind::none:
        break;
    }
    return "none";
}

AnswerKind answer_kind(AnswerSource const& source) {
    if (source.code) return AnswerKind::code;
    if (source.word) return AnswerKind::word;
    if (source.has_photo_type || source.kind == "photo") return AnswerKind::photo;
    if (source.kind == "qr") return AnswerKind::qr;
    return AnswerKind::none;
}

Position target_of(RunId run, Place const& place, Cryptography const& cryptography) {
    if (!place.random_occurrence_m) return place.position;
    auto const digest = cryptography.sha256(run.text() + ":" + std::to_string(place.id.value));
    auto const direction_rad = 2 * std::numbers::pi * uniform(digest, 0);
    // The root spreads targets evenly over the area of the circle.
    auto const away_m = *place.random_occurrence_m * std::sqrt(uniform(digest, 8));
    return displaced(place.position, direction_rad, away_m);
}

} // namespace qc::runs
