// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/message.hpp"
#include "realtime/http/live_parts.hpp"

#include <optional>
#include <string>

namespace qc::realtime {

/// What somebody shows to be let in. Never logged.
struct Credentials {
    std::string text;
    bool is_ticket = false;
};

/// In the order of preference: header field, ticket and, where it is taken, `token` of the query.
enum class QueryToken { refused, taken };

[[nodiscard]] std::optional<Credentials>
credentials_of(http::Request const& request, QueryToken query_token);

/// Refuses with the 401 codes of the contract.
[[nodiscard]] Task<Result<Admitted>> check(LiveParts& parts, Credentials credentials);

/// Refuses those who may not listen: INACTIVE_USER, PERMISSION_DENIED.
[[nodiscard]] Result<Nothing> check_rights(access::Caller const& caller);

/// How a connection ends whose credentials were refused.
[[nodiscard]] Closing closing_of(Error const& refusal);

} // namespace qc::realtime
