// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/call.hpp"

#include <functional>
#include <type_traits>

namespace qc::http {

template <class Outcome, class Path, class Query, class Body>
using PlainHandle = std::function<Task<Result<Outcome>>(Call<Path, Query, Body> const&)>;

template <class Outcome, class Path, class Query, class Body>
using WriteHandle =
    std::function<Task<Result<Outcome>>(Call<Path, Query, Body> const&, Transaction&)>;

/// A handler that reads, or that looks after its own transactions (hashing between them).
template <class Outcome, class Path = None, class Query = None, class Body = None>
Route plain_route(
    RouteSpec spec, std::type_identity_t<PlainHandle<Outcome, Path, Query, Body>> handle
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
    RouteSpec spec, std::type_identity_t<WriteHandle<Outcome, Path, Query, Body>> handle
) {
    if (spec.priority == Priority::read) spec.priority = Priority::write;
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

template <class Staged, class Path, class Query, class Body>
using Stage = std::function<Task<Result<Staged>>(Call<Path, Query, Body> const&)>;

template <class Outcome, class Staged, class Path, class Query, class Body>
using StagedHandle = std::function<
    Task<Result<Outcome>>(Call<Path, Query, Body> const&, Staged const&, Transaction&)>;

/// A write whose first part must hold no connection (storing files). `stage` runs once, before the
/// transaction, also for a repeated Idempotency-Key; what it leaves must do no harm without it.
template <class Outcome, class Staged, class Path = None, class Query = None, class Body = None>
Route staged_route(
    RouteSpec spec,
    std::type_identity_t<Stage<Staged, Path, Query, Body>> stage,
    std::type_identity_t<StagedHandle<Outcome, Staged, Path, Query, Body>> handle
) {
    if (spec.priority == Priority::read) spec.priority = Priority::write;
    auto route = detail::described<Path, Query, Body, Outcome>(std::move(spec));
    route.handler = [spec = route.spec, stage = std::move(stage), handle = std::move(handle)](
                        Request const& request, RouteContext& context
                    ) -> Task<Result<Response>> {
        auto const call = detail::read_call<Path, Query, Body>(spec, request);
        if (!call) co_return call.error();
        auto const staged = co_await stage(*call);
        if (!staged) co_return staged.error();
        Effect const effect = [&](Transaction& transaction) -> Task<Result<Response>> {
            auto const outcome = co_await handle(*call, *staged, transaction);
            if (!outcome) co_return outcome.error();
            co_return detail::rendered(spec, *outcome);
        };
        co_return co_await in_transaction(spec, request, context, effect);
    };
    return route;
}

} // namespace qc::http
