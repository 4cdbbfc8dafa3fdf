// SPDX-License-Identifier: Apache-2.0
#include "authentication/domain/errors.hpp"
#include "authentication/http/routes.hpp"
#include "core/shortened_address.hpp"
#include "http/endpoint.hpp"

namespace qc::authentication {
namespace {

using access::Permission;
using http::Call;
using http::None;

struct LogoutAllBody {
    contract::Defaulted<bool, false> keep_current;
};

BOOST_DESCRIBE_STRUCT(LogoutAllBody, (), (keep_current))

struct SessionPath {
    SessionId id;
};

BOOST_DESCRIBE_STRUCT(SessionPath, (), (id))

struct SessionItem {
    SessionId id;
    std::optional<std::string> device;
    std::optional<std::string> user_agent;
    std::optional<std::string> ip;
    Instant created_at;
    Instant last_used_at;
    Instant expires_at;
    bool current = false;
};

BOOST_DESCRIBE_STRUCT(
    SessionItem, (), (id, device, user_agent, ip, created_at, last_used_at, expires_at, current)
)

struct SessionsView {
    std::vector<SessionItem> items;
};

BOOST_DESCRIBE_STRUCT(SessionsView, (), (items))

http::RouteSpec logout_all() {
    return {
        .method = http::Method::post,
        .path = "/api/v1/auth/logout-all",
        .summary = "End all own sessions",
        .tag = "authentication",
        .access = http::may(Permission::edit_own_profile).where("own sessions only"),
        .success = 204,
    };
}

http::RouteSpec list() {
    return {
        .path = "/api/v1/auth/sessions",
        .summary = "Own sessions, the one used last first",
        .tag = "authentication",
        .access = http::may(Permission::view_own_profile).where("own sessions only"),
    };
}

http::RouteSpec end() {
    return {
        .method = http::Method::delete_,
        .path = "/api/v1/auth/sessions/{id}",
        .summary = "End one of the own sessions",
        .tag = "authentication",
        .access = http::may(Permission::edit_own_profile).where("own sessions only"),
        .errors = {&session_not_found},
        .success = 204,
    };
}

SessionItem shown(SessionView session, SessionId current) {
    SessionItem item;
    item.id = session.id;
    item.device = std::move(session.device);
    item.user_agent = std::move(session.user_agent);
    if (session.address) item.ip = shortened_address(*session.address);
    item.created_at = session.created_at;
    item.last_used_at = session.last_used_at;
    item.expires_at = session.expires_at;
    item.current = session.id == current;
    return item;
}

Task<Result<SessionsView>> listed(Sessions& sessions, access::Caller const& caller) {
    SessionsView view;
    for (auto& session : co_await sessions.list(caller.user))
        view.items.push_back(shown(std::move(session), caller.session));
    co_return view;
}

} // namespace

void add_session_routes(http::Routes& routes, Sessions& sessions) {
    routes.push_back(http::write_route<Nothing, None, None, LogoutAllBody>(
        logout_all(),
        [&sessions](Call<None, None, LogoutAllBody> const& call, Transaction& transaction)
            -> Task<Result<Nothing>> {
            auto const& caller = call.caller();
            std::optional<SessionId> kept;
            if (*call.body.keep_current) kept = caller.session;
            co_await sessions.end_sessions(transaction, caller.user, kept, "logout");
            co_return nothing;
        }
    ));
    routes.push_back(http::plain_route<SessionsView>(
        list(),
        [&sessions](Call<> const& call) -> Task<Result<SessionsView>> {
            co_return co_await listed(sessions, call.caller());
        }
    ));
    routes.push_back(http::write_route<Nothing, SessionPath>(
        end(),
        [&sessions](Call<SessionPath> const& call, Transaction& transaction)
            -> Task<Result<Nothing>> {
            co_return co_await sessions.end(transaction, call.caller().user, call.path.id);
        }
    ));
}

} // namespace qc::authentication
