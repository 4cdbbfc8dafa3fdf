// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/decode.hpp"
#include "contract/encode.hpp"
#include "contract/schema.hpp"
#include "http/audit_trail.hpp"
#include "http/input.hpp"
#include "http/problem.hpp"
#include "http/route.hpp"

#include <boost/describe.hpp>
#include <boost/json/value.hpp>

#include <type_traits>

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

    /// For handlers with transactions of their own: a privileged write leaves its row in this one.
    /// Does nothing on other routes.
    [[nodiscard]] Task<void> record(Transaction& transaction) const {
        if (request.trail != nullptr) co_await request.trail->record(transaction);
    }
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

template <class T, contract::Flavour flavour>
SchemaOf schema_or_null() {
    if constexpr (std::is_same_v<T, None> || std::is_same_v<T, Nothing>) {
        return nullptr;
    } else {
        return [](contract::Components& components) {
            return contract::schema_of<T>(components, flavour);
        };
    }
}

template <class T>
ParametersOf parameters_or_null() {
    if constexpr (std::is_same_v<T, None>) {
        return nullptr;
    } else {
        return &contract::parameters_of<T>;
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
    check_idempotency_key(spec, request, problems);
    if (!problems.empty()) return problems.error();
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
    route.spec.priority = effective_priority(route.spec);
    route.path_parameters = parameters_or_null<Path>();
    route.query_parameters = parameters_or_null<Query>();
    route.body_schema = schema_or_null<Body, contract::Flavour::input>();
    route.view_schema =
        schema_or_null<typename ReplyOf<Outcome>::View, contract::Flavour::output>();
    if constexpr (std::is_same_v<Body, None>) {
        // A multipart body is read by the handler itself.
        if (route.spec.body_kind != BodyKind::multipart) route.spec.body_kind = BodyKind::none;
    }
    return route;
}

} // namespace detail

} // namespace qc::http
