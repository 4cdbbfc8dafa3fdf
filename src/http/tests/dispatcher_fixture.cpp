// SPDX-License-Identifier: Apache-2.0
#include "http/tests/dispatcher_fixture.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <stdexcept>

namespace qc::http::testing {
namespace {

using access::Permission;

Response said(std::string text) {
    Response response;
    response.content_type = "text/plain; charset=utf-8";
    response.body = std::move(text);
    return response;
}

Task<Result<Response>> say_caller(Request const& request, RouteContext&) {
    co_return said(request.caller ? "known" : "unknown");
}

Task<Result<Response>> say_parameter(Request const& request, RouteContext&) {
    co_return said(request.path_parameters.at(0).second);
}

Task<Result<Response>> throw_bug(Request const&, RouteContext&) {
    throw std::logic_error("a secret of the inside");
    co_return said("never");
}

Task<Result<Response>> throw_number(Request const&, RouteContext&) {
    throw 7;
    co_return said("never");
}

Task<Result<Response>> be_cancelled(Request const&, RouteContext&) {
    throw boost::system::system_error(boost::asio::error::operation_aborted);
    co_return said("never");
}

Task<Result<Response>> throw_unavailable(Request const&, RouteContext&) {
    throw Unavailable(s3_service_unavailable, "refused", std::chrono::seconds{3});
    co_return said("never");
}

Task<Result<Response>> refuse_quest(Request const&, RouteContext&) {
    static constexpr ErrorCode code{
        ErrorKind::conflict, "INVALID_STATE", "The operation is not allowed in the current state."
    };
    co_return code;
}

Task<Result<Response>> never_end(Request const&, RouteContext&) {
    auto const executor = co_await boost::asio::this_coro::executor;
    boost::asio::steady_timer timer(executor, boost::asio::steady_timer::time_point::max());
    co_await timer.async_wait(boost::asio::use_awaitable);
    co_return said("never");
}

Task<Result<Response>> cache_for_long(Request const&, RouteContext&) {
    auto response = said("picture");
    response.headers.emplace_back("cache-control", "public, max-age=31536000, immutable");
    co_return response;
}

Route route(std::string path, Access access, Handler handler) {
    Route made;
    made.spec.path = std::move(path);
    made.spec.access = std::move(access);
    made.handler = std::move(handler);
    return made;
}

} // namespace

Routes dispatched_routes() {
    Routes routes;
    routes.push_back(route("/open", anyone(), say_caller));
    routes.push_back(route("/health", anyone(), say_caller));
    routes.back().spec.rate = RateClass::unlimited;
    routes.back().spec.reads_token = true;
    routes.back().spec.priority = Priority::health;
    routes.push_back(route("/login", anyone(), say_caller));
    routes.back().spec.method = Method::post;
    routes.back().spec.rate = RateClass::login;
    routes.back().spec.body_limit_bytes = 1024;
    routes.push_back(route("/me", signed_in(), say_caller));
    routes.push_back(route("/me/unlimited", signed_in(), say_caller));
    routes.back().spec.rate = RateClass::unlimited;
    routes.push_back(route("/events", may(Permission::view_users), say_caller));
    routes.back().spec.takes_ticket = true;
    routes.push_back(route("/users/{id}", may(Permission::view_users), say_parameter));
    routes.push_back(route("/files", verified(), say_caller));
    routes.push_back(route("/bug", anyone(), throw_bug));
    routes.push_back(route("/number", anyone(), throw_number));
    routes.push_back(route("/store", anyone(), throw_unavailable));
    routes.push_back(route("/cancelled", anyone(), be_cancelled));
    routes.push_back(route("/refused", anyone(), refuse_quest));
    routes.push_back(route("/slow", anyone(), never_end));
    routes.back().spec.deadline = std::chrono::milliseconds{20};
    routes.push_back(route("/picture", anyone(), cache_for_long));
    return routes;
}

CorsSettings cors_settings() {
    CorsSettings settings;
    settings.origins = {"https://quest.example"};
    return settings;
}

Limits small_limits() {
    Limits limits;
    limits.anonymous = {60, std::chrono::seconds{60}, 3};
    limits.user = {60, std::chrono::seconds{60}, 3};
    return limits;
}

access::Caller player() {
    access::Caller caller;
    caller.permissions = access::granted(0, false, false);
    return caller;
}

} // namespace qc::http::testing
