// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace qc::quests {

/// What a player does at a point; stored as its wire text.
enum class ActivityKind : std::int16_t { ghost, photo, file, qr, code, word, artifact, presence };

inline constexpr std::array<std::pair<ActivityKind, std::string_view>, 8> activity_kind_names{{
    {ActivityKind::ghost, "ghost"},
    {ActivityKind::photo, "photo"},
    {ActivityKind::file, "file"},
    {ActivityKind::qr, "qr"},
    {ActivityKind::code, "code"},
    {ActivityKind::word, "word"},
    {ActivityKind::artifact, "artifact"},
    {ActivityKind::presence, "presence"},
}};

[[nodiscard]] constexpr std::optional<ActivityKind> activity_kind_named(std::string_view name) {
    for (auto const& [kind, text] : activity_kind_names) {
        if (text == name) return kind;
    }
    return std::nullopt;
}

/// How a photo is meant to be checked; stored by its number.
enum class TakePhoto : std::int16_t { face_verification = 1, direction_check = 2, matching = 3 };

/// Wire values. Input accepts more spellings.
inline constexpr std::array<std::pair<TakePhoto, std::string_view>, 3> take_photo_names{{
    {TakePhoto::face_verification, "Face verification"},
    {TakePhoto::direction_check, "Photo direction check"},
    {TakePhoto::matching, "Photo Matching"},
}};

enum class AnswerKind : std::int16_t { code, word, photo, qr, none };

inline constexpr std::array<std::pair<AnswerKind, std::string_view>, 5> answer_kind_names{{
    {AnswerKind::code, "code"},
    {AnswerKind::word, "word"},
    {AnswerKind::photo, "photo"},
    {AnswerKind::qr, "qr"},
    {AnswerKind::none, "none"},
}};

/// What decides the answer that a point asks for.
struct AnswerSource {
    bool has_code = false;
    bool has_word = false;
    bool has_photo_type = false;
    ActivityKind kind = ActivityKind::presence;
};

[[nodiscard]] constexpr AnswerKind answer_kind(AnswerSource const& source) {
    if (source.has_code) return AnswerKind::code;
    if (source.has_word) return AnswerKind::word;
    if (source.has_photo_type || source.kind == ActivityKind::photo) return AnswerKind::photo;
    if (source.kind == ActivityKind::qr) return AnswerKind::qr;
    return AnswerKind::none;
}

} // namespace qc::quests
