// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "core/task.hpp"
#include "http/message.hpp"
#include "http/problem.hpp"
#include "http/route.hpp"

#include <memory>
#include <optional>
#include <string_view>

namespace qc::http {

/// Turns an access token into the caller that the database knows.
class Authenticator {
public:
    virtual ~Authenticator() = default;

    /// Refuses with the 401 codes of the contract. An inactive caller is a success here: the
    /// dispatcher answers INACTIVE_USER.
    [[nodiscard]] virtual Task<Result<access::Caller>> authenticate(std::string_view token) = 0;

    /// The answer of authenticate() when it is at hand without waiting.
    [[nodiscard]] virtual std::optional<Result<access::Caller>> known(std::string_view) {
        return std::nullopt;
    }
};

/// What the dispatcher decided from the request line and header fields alone.
struct Admission {
    Request request;
    /// Set when the request is admitted; a refused one may have it too.
    Route const* route = nullptr;
    /// The answer of a refused request.
    std::optional<Response> refusal;
    std::size_t body_limit_bytes = default_body_limit_bytes;
    /// RateLimit and RateLimit-Policy of the answer.
    Fields limit_headers;
};

/// The fixed order of checks (spec README 11) around every handler, for one worker.
class Dispatcher {
public:
    virtual ~Dispatcher() = default;

    /// Route, address limit, authentication, account state, user limit, permission. `head` has
    /// everything but the body and what this call fills in (path parameters, caller, ids).
    /// Never throws.
    [[nodiscard]] virtual Task<Admission> admit(Request head) = 0;

    /// Body and handler of an admitted request within the deadline of its route; renders
    /// refusals and failures, adds the common header fields, logs and counts. Never throws.
    [[nodiscard]] virtual Task<Response> handle(Admission admitted) = 0;

    /// Of a request that is answered elsewhere: fills in ids, time of arrival and the route of its
    /// path if there is one, and counts it against its address like one without a token. Never
    /// throws.
    [[nodiscard]] virtual Task<Admission> admit_upgrade(Request head) = 0;

    /// The whole answer of a request that is refused before or during its reading (framing,
    /// sizes, time); the connection is to be closed after it. `head` has what could be read.
    [[nodiscard]] virtual Response refuse(Request head, HttpProblem const& what) = 0;

    /// The same finish (common header fields, log, metrics) for an answer made elsewhere: a
    /// refused admission, or of a request whose ids are filled in.
    [[nodiscard]] virtual Response finish(Request const& request, Response answer) = 0;
};

} // namespace qc::http
