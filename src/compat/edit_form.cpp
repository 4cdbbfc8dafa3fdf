// SPDX-License-Identifier: Apache-2.0
#include "compat/edit_form.hpp"

#include "contract/write.hpp"

#include <algorithm>

namespace qc::compat {
namespace {

using contract::Json;
using Object = Json::Object;

bool is_named(Json::Member const& member, std::string_view camel, std::string_view snake) {
    return member.key == camel || member.key == snake;
}

bool is_false(Json const& value) {
    return value.boolean() != nullptr && !*value.boolean();
}

bool is_zero(Json const& value) {
    if (auto const* const whole = value.integer()) return *whole == 0;
    return value.real() != nullptr && *value.real() == 0.0;
}

/// Exactly what the form sends, whatever the author chose before.
bool is_default_price(Json const& value) {
    auto const* const object = value.object();
    if (object == nullptr || object->size() != 2) return false;
    auto const fits = [](Json::Member const& member) {
        return (is_named(member, "isSubscription", "is_subscription") && is_false(member.value)) ||
               (member.key == "amount" && is_zero(member.value));
    };
    return std::ranges::all_of(*object, fits) && object->front().key != object->back().key;
}

bool is_default_accrual(Json::Member const& member) {
    return member.key == "auto" && is_false(member.value);
}

template <class Drop>
Json without(Json const& value, Drop const& drop, bool& changed) {
    auto const* const object = value.object();
    if (object == nullptr) return value;
    Object kept;
    for (auto const& member : *object) {
        if (drop(member)) {
            changed = true;
        } else {
            kept.push_back(member);
        }
    }
    return Json(Json::Value(std::move(kept)));
}

bool drops_price(Json::Member const& member) {
    return is_named(member, "priceSettings", "price_settings") && is_default_price(member.value);
}

bool comes_from_the_form(Json const& body, std::string_view path_id) {
    auto const* const id = body.find("id");
    return id != nullptr && id->integer() != nullptr && std::to_string(*id->integer()) == path_id;
}

} // namespace

std::optional<std::string> without_form_defaults(std::string_view body, std::string_view path_id) {
    contract::Problems problems;
    auto const tree = contract::parse_body(body, problems);
    // What is wrong with it is told by the route.
    if (!tree || !problems.empty() || !comes_from_the_form(*tree, path_id)) return std::nullopt;
    bool changed = false;
    Object out;
    for (auto const& member : *tree->object()) {
        auto value = member.value;
        if (is_named(member, "mainPreferences", "main_preferences")) {
            value = without(value, drops_price, changed);
        } else if (member.key == "credits") {
            value = without(value, is_default_accrual, changed);
        }
        out.push_back({member.key, std::move(value)});
    }
    if (!changed) return std::nullopt;
    std::string text;
    contract::write_json(text, Json(Json::Value(std::move(out))));
    return text;
}

} // namespace qc::compat
