// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/decode.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "core/transaction.hpp"
#include "http/message.hpp"
#include "http/route.hpp"

#include <functional>

namespace qc::http {

/// 415 when the body has a type that the route does not take, or a Content-Encoding.
[[nodiscard]] Result<Nothing> check_content_type(RouteSpec const& spec, Request const& request);

inline constexpr std::string_view idempotency_key_field = "Idempotency-Key";

/// Reports a malformed Idempotency-Key on routes that honour it.
void check_idempotency_key(
    RouteSpec const& spec, Request const& request, contract::Problems& problems
);

/// Percent-decoded pairs of the query, in order; '+' is a space.
[[nodiscard]] Fields query_fields(Request const& request);

/// True when the body is a form (urlencoded or multipart) and not JSON.
[[nodiscard]] bool has_form_body(Request const& request);

/// Decoded fields of an urlencoded or multipart body; problems have the place "form".
[[nodiscard]] Fields form_fields(Request const& request, contract::Problems& problems);

template <class Body>
std::optional<Body>
read_body(RouteSpec const& spec, Request const& request, contract::Problems& problems) {
    if (spec.body_kind == BodyKind::json_or_form && has_form_body(request)) {
        auto const fields = form_fields(request, problems);
        if (!problems.empty()) return std::nullopt;
        return contract::decode_fields<Body>(fields, "form", problems);
    }
    contract::ParseLimits limits;
    limits.list_elements = spec.array_limit;
    return contract::decode_body<Body>(request.body, problems, limits);
}

/// The effects of a request inside a transaction that somebody else ends.
using Effect = std::function<Task<Result<Response>>(Transaction&)>;

/// Runs `effect` as one transaction with the idempotency rules of the route; the answer is
/// given only after the commit. A refusal is returned as an error, or, when it commits, as its
/// rendered answer.
[[nodiscard]] Task<Result<Response>> in_transaction(
    RouteSpec const& spec, Request const& request, RouteContext& context, Effect const& effect
);

} // namespace qc::http
