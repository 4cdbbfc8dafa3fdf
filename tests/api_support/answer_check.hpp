// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "api_support/api.hpp"
#include "contract/schema_check.hpp"

#include <boost/json/value.hpp>

namespace qc::test {

/// Holds answers against the OpenAPI document and the declared codes; a difference fails the
/// running test.
class AnswerCheck {
public:
    explicit AnswerCheck(std::string const& document);

    void hold(ApiCall const& call, http::Route const* route, ApiAnswer const& answer) const;

private:
    boost::json::value document_;
    contract::SchemaCheck schema_{document_};
};

} // namespace qc::test
