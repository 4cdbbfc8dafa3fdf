// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json/value.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace qc::contract {

/// Holds JSON against the schemas of an OpenAPI 3.1 document, for tests. Stricter than JSON
/// Schema: a key that the schema does not name, and a double without decimal point, are faults.
class SchemaCheck {
public:
    /// `document` must outlive the check.
    explicit SchemaCheck(boost::json::value const& document) : document_(document) {}

    /// One line per difference, each with the JSON Pointer of the value; empty when it conforms.
    [[nodiscard]] std::vector<std::string>
    differences(boost::json::value const& schema, boost::json::value const& value) const;

    /// The same for an answer of the operation; `path` is the template as in the document.
    [[nodiscard]] std::vector<std::string> answer_differences(
        std::string_view method, std::string_view path, int status, boost::json::value const& body
    ) const;

private:
    boost::json::value const& document_;
};

} // namespace qc::contract
