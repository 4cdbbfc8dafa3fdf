// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "core/task.hpp"
#include "core/transaction.hpp"
#include "http/message.hpp"

#include <boost/json/fwd.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace qc::contract {
class Components;
struct ParameterSchema;
} // namespace qc::contract

namespace qc::http {

class IdempotencyKeys;

/// Who may call a route. There is no default: every route states it.
struct Access {
    enum class Kind { anyone, signed_in, verified, any_of };

    Kind kind;
    std::vector<access::Permission> permissions;
    /// Ownership rule in words; the use case enforces it.
    std::string ownership;

    [[nodiscard]] Access where(std::string rule) && {
        ownership = std::move(rule);
        return std::move(*this);
    }
};

[[nodiscard]] Access anyone();
[[nodiscard]] Access signed_in();
/// Signed in with a proven address.
[[nodiscard]] Access verified();
[[nodiscard]] Access may(access::Permission permission);
[[nodiscard]] Access may_any(std::vector<access::Permission> permissions);

/// Bucket of limits.md 4 that a route draws from besides the general one of its caller.
enum class RateClass {
    general,
    unlimited,
    login,
    registration,
    mail,
    refresh,
    code_check,
    upload,
    checkin,
    money,
    search,
};

/// Order in which work is kept when the server sheds load (limits.md 8).
enum class Priority { health, sign_in, money, write, read, search };

inline constexpr std::size_t default_body_limit_bytes = 256 * 1024;
inline constexpr std::size_t json_upload_limit_bytes = 16 * 1024 * 1024;
inline constexpr std::size_t quest_upload_limit_bytes = 64 * 1024 * 1024;
inline constexpr std::size_t multipart_limit_bytes = 100 * 1024 * 1024;

enum class BodyKind {
    none,
    json,
    /// JSON, urlencoded or multipart fields.
    json_or_form,
    multipart,
};

/// What of a route is written down by hand; the rest follows from the types of its handler.
struct RouteSpec {
    Method method = Method::get;
    /// Full path with {parameters} in camelCase, without trailing slash.
    std::string path;
    std::string summary;
    std::string tag;
    Access access;
    /// Refusals besides the common ones (401, 403, 422, 429, 5xx).
    std::vector<ErrorCode const*> errors = {};
    int success = 200;
    /// Other statuses whose answer is the view too: 503 of the health documents.
    std::vector<int> view_statuses = {};
    RateClass rate = RateClass::general;
    bool idempotent = false;
    BodyKind body_kind = BodyKind::json;
    std::size_t body_limit_bytes = default_body_limit_bytes;
    std::size_t array_limit = 1000;
    std::chrono::milliseconds deadline{5000};
    Priority priority = Priority::read;
    /// Routes for anyone that look at a valid token all the same; an invalid one counts as none.
    bool reads_token = false;
    /// Where nobody can set header fields: without a bearer token the handler lets in by the
    /// `ticket` of the query, and asks for the permission itself.
    bool takes_ticket = false;
    /// The same handler under another path, outside of the documents.
    bool hidden = false;
    /// Name in the audit log, such as "user.lock"; method and path when empty.
    std::string act = {};
};

/// The priority of the spec, raised or lowered to that of its rate class.
[[nodiscard]] Priority effective_priority(RouteSpec const& spec);

/// What a handler may use that belongs to the worker, not to the module.
struct RouteContext {
    Transactions& transactions;
    IdempotencyKeys& idempotency;
    Clock const& clock;
};

using Handler = std::function<Task<Result<Response>>(Request const&, RouteContext&)>;

/// Yields a JSON schema, registering named parts; nullptr when there is none.
using SchemaOf = boost::json::value (*)(contract::Components&);

/// Yields the members of a parameter struct.
using ParametersOf = std::vector<contract::ParameterSchema> (*)(contract::Components&);

struct Route {
    RouteSpec spec;
    Handler handler;
    ParametersOf path_parameters = nullptr;
    ParametersOf query_parameters = nullptr;
    SchemaOf body_schema = nullptr;
    SchemaOf view_schema = nullptr;
    /// Content type of the success answer.
    std::string produces = "application/json";
};

using Routes = std::vector<Route>;

inline constexpr std::string_view json_content_type = "application/json; charset=utf-8";

} // namespace qc::http
