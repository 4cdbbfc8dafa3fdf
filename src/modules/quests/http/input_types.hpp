// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/structs.hpp"
#include "contract/types.hpp"
#include "quests/domain/ids.hpp"
#include "quests/http/wire_enums.hpp"

namespace qc::quests {

/// An image or file field and where it stands, because its content is checked later.
struct FileText {
    std::string text;
    std::vector<PlaceStep> where;
};

/// 1..8000 code points of several lines.
struct QuestDescription {
    std::string value;
};

/// Any of the spellings of a photo check.
struct TakePhotoInput {
    TakePhoto value;
};

/// 5..10 metres, or true and false for "as usual" and "none".
struct RandomOccurrence {
    /// Nullopt for a bool.
    std::optional<double> radius_m;
    bool wanted = true;
};

inline constexpr std::string_view id_needed = "Id is required when deleting merch.";

/// Reports a member that is missing from this object.
void refuse_missing(contract::Input const& input, std::string_view wire);

} // namespace qc::quests

namespace qc::contract {

template <>
struct Codec<quests::FileText> {
    static std::optional<quests::FileText> decode(Input const& input);

    static boost::json::object schema() { return typed_schema("string"); }
};

template <>
struct Codec<quests::QuestDescription> {
    static std::optional<quests::QuestDescription> decode(Input const& input);

    static boost::json::object schema() { return text_schema({1, 8000, false}); }
};

template <>
struct Codec<quests::TakePhotoInput> {
    static std::optional<quests::TakePhotoInput> decode(Input const& input);

    static boost::json::object schema() { return typed_schema("string"); }
};

template <>
struct Codec<quests::RandomOccurrence> {
    static std::optional<quests::RandomOccurrence> decode(Input const& input);

    static boost::json::object schema() {
        return any_of(real_schema({5, 10}), typed_schema("boolean"));
    }
};

} // namespace qc::contract
