// SPDX-License-Identifier: Apache-2.0
#include "compat/alias_plan.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <stdexcept>

namespace qc::compat {
namespace {

constexpr std::string_view reference_prefix = "#/components/schemas/";

std::span<Alias const> aliases_of(std::string_view shape) {
    auto const rules = all_shape_aliases();
    auto const found = std::ranges::find(rules, shape, &ShapeAliases::shape);
    return found == rules.end() ? std::span<Alias const>{} : found->aliases;
}

/// A shape that changed must not silently lose an alias, nor get a key twice.
void check(std::string const& shape, boost::json::object const& schema, Alias const& alias) {
    auto const& properties = schema.at("properties").as_object();
    if (!properties.contains(alias.key) || properties.contains(alias.alias)) {
        throw std::logic_error(
            "the alias " + std::string(alias.alias) + " does not fit the shape " + shape
        );
    }
}

} // namespace

void AliasPlans::add_more(std::string shape, decltype(PlanNode::more) more) {
    more_[std::move(shape)] = std::move(more);
}

PlanNode& AliasPlans::node() {
    return *nodes_->emplace_back(std::make_unique<PlanNode>());
}

PlanNode const* AliasPlans::plan_of(boost::json::value const& schema) {
    auto const* const root = nested(schema);
    std::set<PlanNode const*> seen;
    return root != nullptr && changes(*root, seen) ? root : nullptr;
}

PlanNode const* AliasPlans::nested(boost::json::value const& schema) {
    auto const* const object = schema.if_object();
    if (object == nullptr) return nullptr;
    if (auto const* const reference = object->if_contains("$ref")) {
        std::string_view const target = reference->as_string();
        return &shape(std::string(target.substr(reference_prefix.size())));
    }
    auto& made = node();
    fill(made, *object);
    return &made;
}

PlanNode& AliasPlans::shape(std::string const& name) {
    auto const known = shapes_.find(name);
    if (known != shapes_.end()) return *known->second;
    auto& made = node();
    // Known before its members are: a shape may contain itself.
    shapes_[name] = &made;
    met_.insert(name);
    auto const& schema = schemas_.at(name).as_object();
    fill(made, schema);
    for (auto const& alias : aliases_of(name)) {
        check(name, schema, alias);
        made.members[std::string(alias.key)].aliases.push_back(alias);
    }
    auto const more = more_.find(name);
    if (more != more_.end()) made.more = more->second;
    return made;
}

void AliasPlans::fill(PlanNode& into, boost::json::object const& schema) {
    if (auto const* const properties = schema.if_contains("properties")) {
        for (auto const& [key, value] : properties->as_object()) {
            if (auto const* const below = nested(value)) into.members[key].value = below;
        }
    }
    if (auto const* const items = schema.if_contains("items")) into.element = nested(*items);
    for (auto const* const word : {"anyOf", "oneOf", "allOf"}) {
        auto const* const choices = schema.if_contains(word);
        if (choices == nullptr) continue;
        for (auto const& choice : choices->as_array()) {
            auto const* const below = nested(choice);
            if (below == nullptr) continue;
            for (auto const& [key, member] : below->members)
                into.members[key] = member;
            if (below->element != nullptr) into.element = below->element;
            if (below->more) into.more = below->more;
        }
    }
}

bool AliasPlans::changes(PlanNode const& at, std::set<PlanNode const*>& seen) const {
    if (!seen.insert(&at).second) return false;
    if (at.more) return true;
    if (at.element != nullptr && changes(*at.element, seen)) return true;
    return std::ranges::any_of(at.members, [&](auto const& entry) {
        auto const& member = entry.second;
        return !member.aliases.empty() || (member.value != nullptr && changes(*member.value, seen));
    });
}

} // namespace qc::compat
