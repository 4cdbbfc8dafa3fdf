// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/codec.hpp"
#include "unlock_requests/application/views.hpp"

namespace qc::unlock_requests {

/// created_at, createdAt, +createdAt, -createdAt ...; nullopt for anything else. A + in a query is
/// a space, which the reader of the list has trimmed already.
[[nodiscard]] std::optional<SortTerm> sort_term(std::string_view text);

/// All spellings, for the message of a refusal and for the document.
[[nodiscard]] std::vector<std::string> sort_term_names();

} // namespace qc::unlock_requests

template <>
struct qc::contract::Codec<qc::unlock_requests::SortTerm> {
    static std::optional<qc::unlock_requests::SortTerm> decode(Input const& input);
    static boost::json::object schema();
};
