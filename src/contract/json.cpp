// SPDX-License-Identifier: Apache-2.0
#include "contract/json.hpp"

namespace qc::contract {

Json::Json() = default;

Json::Json(Value value, std::uint32_t order, std::uint32_t end_order)
    : value_(std::move(value))
    , order_(order)
    , end_order_(end_order) {}

Json::Json(Json const&) = default;
Json::Json(Json&&) noexcept = default;
Json& Json::operator=(Json const&) = default;
Json& Json::operator=(Json&&) noexcept = default;
Json::~Json() = default;

std::string const* Json::text() const {
    if (auto const* text = std::get_if<std::string>(&value_)) return text;
    return loose();
}

std::string const* Json::loose() const {
    auto const* const loose = std::get_if<Loose>(&value_);
    return loose ? &loose->text : nullptr;
}

Json::Member const* Json::member(std::string_view name) const {
    auto const* const members = object();
    if (!members) return nullptr;
    for (auto const& candidate : *members) {
        if (candidate.key == name) return &candidate;
    }
    return nullptr;
}

Json const* Json::find(std::string_view name) const {
    auto const* const found = member(name);
    return found ? &found->value : nullptr;
}

} // namespace qc::contract
