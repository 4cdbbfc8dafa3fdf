// SPDX-License-Identifier: Apache-2.0
#include "contract/records.hpp"
#include "contract/scalars.hpp"

namespace qc::contract {
namespace {

Json::Member const* find_field(Json const& object, Field const& field) {
    if (auto const* const found = object.member(field.wire)) return found;
    if (auto const* const found = object.member(field.snake)) return found;
    for (auto const& [wire, member] : field.aliases) {
        if (member != field.member) continue;
        if (auto const* const found = object.member(wire)) return found;
    }
    return nullptr;
}

bool decode_field(Input const& input, Field const& field, void* slots) {
    auto const* const found = find_field(input.value, field);
    if (found) {
        auto const place = input.place.key(found->key);
        return field.decode(Input{found->value, place, input.problems}, slots);
    }
    if (field.absent) {
        field.absent(slots);
        return true;
    }
    Problem missing{input.place.key(field.wire).steps(), "Field required", "missing"};
    input.problems.add(std::move(missing), input.value.end_order());
    return false;
}

} // namespace

bool decode_object(Input const& input, std::span<Field const> fields, void* slots) {
    if (!input.value.object()) {
        input.refuse("dict_type", "Input should be an object");
        return false;
    }
    bool good = true;
    for (auto const& field : fields)
        good = decode_field(input, field, slots) && good;
    return good;
}

std::optional<Json> Codec<Json>::decode(Input const& input) {
    if (input.value.is_refused()) return std::nullopt;
    if (auto const* const text = input.value.loose()) return Json(*text, input.value.order());
    return input.value;
}

} // namespace qc::contract
