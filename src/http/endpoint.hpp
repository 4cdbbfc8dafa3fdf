// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/decode.hpp"
#include "contract/encode.hpp"
#include "contract/schema.hpp"
#include "http/idempotency.hpp"
#include "http/input.hpp"
#include "http/problem.hpp"
#include "http/route.hpp"

#include <boost/describe.hpp>
#include <boost/json/value.hpp>

namespace qc::http {

/// Stands for a part of the input or an answer that a route does not have.
struct None {};
BOOST_DESCRIBE_STRUCT(None, (), ())

/// Decoded input of one request. Path, query and body are described structs or None.
template <class Path = None, class Query = None, class Body = None>
struct Call {
    Request const& request;
    Path path;
    Query query;
    Body body;

    [[nodiscard]] access::Caller const& caller() const { return request.signed_in(); }
};

/// A view with its own status or header fields.
template <class View>
struct Reply {
    View view;
    int status = 0;
    Fields headers = {};
};

namespace detail {

template <class T>
struct ReplyOf {
    using View = T;
    static constexpr bool wraps = false;
};

template <class T>
struct ReplyOf<Reply<T>> {
    using View = T;
    static constexpr bool wraps = true;
};

template <class T>
SchemaOf schema_or_null() {
    if constexpr (std::is_same_v<T, None> || std::is_same_v<T, Nothing>) {
        return nullptr;
    } else {
        return [](contract::Components& components) { return contract::schema_of<T>(components); };
    }
}

template <class Path, class Query, class Body>
Result<Call<Path, Query, Body>> read_call(RouteSpec const& spec, Request const& request) {
    contract::Problems problems;
    Call<Path, Query, Body> call{request, {}, {}, {}};
    QC_CHECK_NOW(check_content_type(spec, request));
    if constexpr (!std::is_same_v<Path, None>) {
        auto path = contract::decode_fields<Path>(request.path_parameters, "path", problems);
        if (path) call.path = std::move(*path);
    }
    if constexpr (!std::is_same_v<Query, None>) {
        auto query = contract::decode_fields<Query>(query_fields(request), "query", problems);
        if (query) call.query = std::move(*query);
    }
    if constexpr (!std::is_same_v<Body, None>) {
        auto body = read_body<Body>(spec, request, problems);
        if (body) call.body = std::move(*body);
    }
    if (!problems.empty()) return invalid_input(problems.take());
    return call;
}

template <class T>
Response rendered(RouteSpec const& spec, T const& outcome) {
    using View = typename ReplyOf<T>::View;
    Response response;
    response.status = spec.success;
    View const* view = nullptr;
    if constexpr (ReplyOf<T>::wraps) {
        if (outcome.status != 0) response.status = outcome.status;
        response.headers = outcome.headers;
        view = &outcome.view;
    } else {
        view = &outcome;
    }
    if constexpr (!std::is_same_v<View, Nothing>) {
        if (response.status != 204) {
            response.content_type = json_content_type;
            contract::encode(response.body, *view);
        }
    }
    return response;
}

template <class Path, class Query, class Body, class Outcome>
Route described(RouteSpec spec) {
    Route route;
    route.spec = std::move(spec);
    route.path_schema = schema_or_null<Path>();
    route.query_schema = schema_or_null<Query>();
    route.body_schema = schema_or_null<Body>();
    route.view_schema = schema_or_null<typename ReplyOf<Outcome>::View>();
    if constexpr (std::is_same_v<Body, None>) route.spec.body_kind = BodyKind::none;
    return route;
}

} // namespace detail

/// A handler that reads, or that looks after its own transactions (hashing between them).
template <class Outcome, class Path = None, class Query = None, class Body = None>
Route plain_route(
    RouteSpec spec, std::function<Task<Result<Outcome>>(Call<Path, Query, Body> const&)> handle
) {
    auto route = detail::described<Path, Query, Body, Outcome>(std::move(spec));
    route.handler = [spec = route.spec,
                     handle = std::move(handle
                     )](Request const& request, RouteContext&) -> Task<Result<Response>> {
        auto const call = detail::read_call<Path, Query, Body>(spec, request);
        if (!call) co_return call.error();
        auto const outcome = co_await handle(*call);
        if (!outcome) co_return outcome.error();
        co_return detail::rendered(spec, *outcome);
    };
    return route;
}

/// A handler whose effects are one transaction: committed when it succeeds (or its refusal says
/// so), rolled back otherwise, repeated on serialisation failures, replayed for a repeated
/// Idempotency-Key on routes marked idempotent.
template <class Outcome, class Path = None, class Query = None, class Body = None>
Route write_route(
    RouteSpec spec,
    std::function<Task<Result<Outcome>>(Call<Path, Query, Body> const&, Transaction&)> handle
) {
    spec.priority = spec.priority == Priority::read ? Priority::write : spec.priority;
    auto route = detail::described<Path, Query, Body, Outcome>(std::move(spec));
    route.handler = [spec = route.spec, handle = std::move(handle)](
                        Request const& request, RouteContext& context
                    ) -> Task<Result<Response>> {
        auto const call = detail::read_call<Path, Query, Body>(spec, request);
        if (!call) co_return call.error();
        Effect const effect = [&](Transaction& transaction) -> Task<Result<Response>> {
            auto const outcome = co_await handle(*call, transaction);
            if (!outcome) co_return outcome.error();
            co_return detail::rendered(spec, *outcome);
        };
        co_return co_await in_transaction(spec, request, context, effect);
    };
    return route;
}

} // namespace qc::http
