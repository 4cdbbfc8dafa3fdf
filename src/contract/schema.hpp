// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/decode.hpp"

#include <boost/json/value.hpp>

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace qc::contract {

/// The named schemas of one OpenAPI 3.1 document (JSON Schema 2020-12). A struct is listed under
/// its unqualified name. Structs of one name whose schemas are equal share it, others get a
/// number; the input schema of a struct that differs from its output schema ends in "Input".
class Components {
public:
    /// The content of components/schemas.
    [[nodiscard]] boost::json::object const& schemas() const { return schemas_; }

    /// {"$ref": ...} to the schema of that struct and flavour.
    boost::json::object
    reference(SchemaScope scope, SchemaIdentity const& identity, PropertiesOf make);

private:
    using Key = std::pair<void const*, Flavour>;

    [[nodiscard]] std::string free_name(SchemaIdentity const& identity, Flavour flavour) const;
    [[nodiscard]] std::string equal_schema(std::string const& base, std::string const& name) const;

    boost::json::object schemas_;
    std::map<Key, std::string> names_;
    /// Names that were given for one unqualified name.
    std::map<std::string, std::vector<std::string>> siblings_;
};

/// The schema of T, as input or as output; structs become references into `components`.
template <class T>
[[nodiscard]] boost::json::value
schema_of(Components& components, Flavour flavour = Flavour::output) {
    return codec_schema<T>({components, flavour});
}

/// One query, path or form parameter.
struct ParameterSchema {
    std::string name;
    bool required;
    boost::json::object schema;
};

/// The members of a parameter struct, for the parameters of an operation.
template <DescribedRecord T>
[[nodiscard]] std::vector<ParameterSchema> parameters_of(Components& components) {
    std::vector<ParameterSchema> out;
    for (auto& property : properties_of<T>({components, Flavour::input})) {
        out.push_back({std::string(property.name), property.required, std::move(property.schema)});
    }
    return out;
}

} // namespace qc::contract
