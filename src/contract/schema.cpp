// SPDX-License-Identifier: Apache-2.0
#include "contract/schema.hpp"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

#include <algorithm>
#include <cctype>

namespace qc::contract {
namespace {

constexpr std::string_view reference_prefix = "#/components/schemas/";

/// `T = (anonymous namespace)::Outer::Inner]` becomes `Inner`; template arguments lose all marks.
std::string unqualified(std::string_view spelled) {
    spelled.remove_prefix(spelled.find("T = ") + 4);
    spelled = spelled.substr(0, spelled.find_first_of(";]"));
    auto const arguments = std::min(spelled.find('<'), spelled.size());
    auto const scope = spelled.substr(0, arguments).rfind("::");
    if (scope != std::string_view::npos) spelled.remove_prefix(scope + 2);
    std::string out;
    std::copy_if(spelled.begin(), spelled.end(), std::back_inserter(out), [](unsigned char c) {
        return std::isalnum(c) != 0;
    });
    return out;
}

std::string base_name(SchemaIdentity const& identity) {
    if (!identity.chosen_name.empty()) return std::string(identity.chosen_name);
    return unqualified(identity.full_name);
}

boost::json::object reference_to(std::string_view name) {
    return {{"$ref", std::string(reference_prefix) + std::string(name)}};
}

boost::json::object object_schema(std::vector<PropertySchema> properties) {
    boost::json::object listed;
    boost::json::array required;
    for (auto& [name, is_required, schema] : properties) {
        if (is_required) required.emplace_back(name);
        listed.emplace(name, std::move(schema));
    }
    boost::json::object out{{"type", "object"}, {"properties", std::move(listed)}};
    if (!required.empty()) out.emplace("required", std::move(required));
    return out;
}

} // namespace

boost::json::object
Components::reference(SchemaScope scope, SchemaIdentity const& identity, PropertiesOf make) {
    auto const [known, is_new] = names_.try_emplace({identity.type, scope.flavour});
    if (!is_new) return reference_to(known->second);
    auto const name = free_name(identity, scope.flavour);
    known->second = name;
    // Takes the name before the members are visited, because they may refer back to it.
    schemas_.emplace(name, nullptr);
    schemas_[name] = object_schema(make(scope));
    auto const base = base_name(identity);
    auto const twin = equal_schema(base, name);
    if (twin.empty()) {
        siblings_[base].push_back(name);
        return reference_to(name);
    }
    schemas_.stable_erase(name);
    known->second = twin;
    return reference_to(twin);
}

std::string Components::free_name(SchemaIdentity const& identity, Flavour flavour) const {
    auto const base = base_name(identity);
    auto const other = flavour == Flavour::input ? Flavour::output : Flavour::input;
    auto stem = base;
    if (names_.contains({identity.type, other})) {
        stem += flavour == Flavour::input ? "Input" : "Output";
    }
    auto name = stem;
    for (int number = 2; schemas_.contains(name); ++number)
        name = stem + std::to_string(number);
    return name;
}

std::string Components::equal_schema(std::string const& base, std::string const& name) const {
    auto const siblings = siblings_.find(base);
    if (siblings == siblings_.end()) return {};
    for (auto const& sibling : siblings->second) {
        if (schemas_.at(sibling) == schemas_.at(name)) return sibling;
    }
    return {};
}

boost::json::object named_schema(SchemaScope scope, SchemaIdentity identity, PropertiesOf make) {
    return scope.components.reference(scope, identity, make);
}

boost::json::object typed_schema(std::string_view type) {
    return {{"type", type}};
}

boost::json::object formatted_schema(std::string_view type, std::string_view format) {
    return {{"type", type}, {"format", format}};
}

boost::json::object integer_schema(IntegerRange range) {
    constexpr IntegerRange unlimited{};
    boost::json::object out{{"type", "integer"}};
    if (range.min != unlimited.min) out.emplace("minimum", range.min);
    if (range.max != unlimited.max) out.emplace("maximum", range.max);
    return out;
}

boost::json::object real_schema(RealRange range) {
    auto out = formatted_schema("number", "double");
    out.emplace("minimum", range.min);
    out.emplace("maximum", range.max);
    return out;
}

boost::json::object text_schema(TextRange range) {
    auto out = typed_schema("string");
    if (range.min > 0) out.emplace("minLength", range.min);
    out.emplace("maxLength", range.max);
    return out;
}

boost::json::object digits_schema(TextRange range) {
    auto out = typed_schema("string");
    out.emplace("pattern", digits_pattern(range));
    return out;
}

boost::json::object list_schema(boost::json::object items) {
    return {{"type", "array"}, {"items", std::move(items)}};
}

boost::json::object list_schema(boost::json::object items, TextRange range) {
    auto out = list_schema(std::move(items));
    if (range.min > 0) out.emplace("minItems", range.min);
    out.emplace("maxItems", range.max);
    return out;
}

boost::json::object map_schema(boost::json::object values) {
    return {{"type", "object"}, {"additionalProperties", std::move(values)}};
}

boost::json::object page_schema(boost::json::object items) {
    std::vector<PropertySchema> properties;
    properties.push_back({"items", true, std::move(items)});
    properties.push_back({"total", true, integer_schema({.min = 0})});
    properties.push_back({"page", true, integer_schema({.min = 1})});
    properties.push_back({"size", true, integer_schema({1, 100})});
    properties.push_back({"pages", true, integer_schema({.min = 0})});
    return object_schema(std::move(properties));
}

boost::json::object with_default(boost::json::object schema, std::string_view written) {
    schema.emplace("default", boost::json::parse({written.data(), written.size()}));
    return schema;
}

boost::json::object any_of(boost::json::object first, boost::json::object second) {
    boost::json::array choices;
    if (first.size() == 1 && first.contains("anyOf")) {
        choices = std::move(first.at("anyOf").as_array());
    } else {
        choices.emplace_back(std::move(first));
    }
    boost::json::value added(std::move(second));
    if (std::find(choices.begin(), choices.end(), added) == choices.end()) {
        choices.push_back(std::move(added));
    }
    return {{"anyOf", std::move(choices)}};
}

boost::json::object or_null(boost::json::object schema) {
    // A schema without keywords allows null already.
    if (schema.empty()) return schema;
    return any_of(std::move(schema), typed_schema("null"));
}

boost::json::object text_enum_schema(std::span<std::string_view const> names) {
    boost::json::array values;
    for (auto const name : names)
        values.emplace_back(name);
    return {{"type", "string"}, {"enum", std::move(values)}};
}

boost::json::object integer_enum_schema(std::span<std::int64_t const> numbers) {
    return {{"type", "integer"}, {"enum", boost::json::array(numbers.begin(), numbers.end())}};
}

} // namespace qc::contract
