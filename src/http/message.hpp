// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "access/caller.hpp"
#include "core/clock.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace qc::http {

struct Route;
class Stream;
class WriteTrail;

enum class Method { get, head, post, put, patch, delete_, options };

[[nodiscard]] std::string_view method_name(Method method);

using Fields = std::vector<std::pair<std::string, std::string>>;

/// Names of header fields are ASCII and compare without case.
[[nodiscard]] bool same_field_name(std::string_view one, std::string_view other);

/// Header fields in arrival order; names compare case-insensitively.
class Headers {
public:
    void add(std::string name, std::string value);

    /// The first field of that name.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;

    [[nodiscard]] Fields const& all() const noexcept { return fields_; }

private:
    Fields fields_;
};

/// A request that passed the strict filter and the router. Lives as long as its handler runs.
struct Request {
    Method method = Method::get;
    /// Percent-encoded as received, without query.
    std::string path;
    /// Without the question mark, as received.
    std::string query;
    Headers headers;
    std::string body;
    /// Decoded values of the {names} in the route's path.
    Fields path_parameters;
    /// The client behind trusted proxies.
    std::string client_address;
    std::string correlation_id;
    /// 32 hex digits of the W3C trace, own or received.
    std::string trace_id;
    bool over_tls = false;
    /// Set by the dispatcher; null while no route is found.
    Route const* route = nullptr;
    /// When the request line was read; the dispatcher sets it when the server did not.
    Clock::Steady received_at{};
    Clock::Steady deadline{};
    std::optional<access::Caller> caller;
    /// Of a privileged write, null otherwise; see http/audit_trail.hpp.
    WriteTrail* trail = nullptr;

    /// Of a route that needs a signed-in user; std::logic_error elsewhere.
    [[nodiscard]] access::Caller const& signed_in() const;
};

struct Response {
    int status = 200;
    /// Empty exactly when there is no body.
    std::string content_type;
    Fields headers;
    std::string body;
    /// Code of the refusal or failure; for logs and metrics only.
    std::string error_code;
    /// The connection is closed after this answer.
    bool close = false;
    /// Takes the connection over behind the head of a 200 (of GET, not of HEAD) or instead of the
    /// head of a 101; null for ordinary answers.
    std::shared_ptr<Stream> stream = {};
};

} // namespace qc::http
