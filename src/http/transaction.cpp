// SPDX-License-Identifier: Apache-2.0
#include "core/retry_transaction.hpp"
#include "crypto/sha256.hpp"
#include "http/audit_trail.hpp"
#include "http/idempotency.hpp"
#include "http/input.hpp"
#include "http/problem.hpp"

namespace qc::http {
namespace {

constexpr int max_attempts = 5;

RequestHash hash_of(Request const& request) {
    // Both slash forms are the same request.
    std::string_view path = request.path;
    if (path.ends_with('/')) path.remove_suffix(1);
    crypto::Sha256 hash;
    for (auto const part :
         {method_name(request.method),
          std::string_view(" "),
          path,
          std::string_view("\n"),
          std::string_view(request.body)})
        hash.update(crypto::bytes_of(part));
    return hash.finish();
}

std::optional<KeyedRequest> keyed(RouteSpec const& spec, Request const& request) {
    auto const key = request.headers.find(idempotency_key_field);
    if (!spec.idempotent || !key) return std::nullopt;
    auto route = std::string(method_name(spec.method)) + " " + spec.path;
    return KeyedRequest{
        request.signed_in().user, std::move(route), std::string(*key), hash_of(request)
    };
}

/// One run of a request; everything it refers to outlives it.
struct Attempt {
    Request const& request;
    RouteContext& context;
    Effect const& effect;
    std::optional<KeyedRequest> const& keyed;
};

Task<Result<Response>> run(Attempt const& attempt, Transaction& transaction) {
    auto* const trail = attempt.request.trail;
    if (attempt.keyed) {
        QC_TRY(
            auto stored, co_await attempt.context.idempotency.claim(transaction, *attempt.keyed)
        );
        if (stored) {
            if (trail != nullptr) trail->replayed();
            co_return *std::move(stored);
        }
    }
    auto outcome = co_await attempt.effect(transaction);
    if (!outcome) {
        if (!outcome.error().commits) co_return outcome;
        outcome = problem(outcome.error(), attempt.request);
    }
    if (trail != nullptr) co_await trail->record(transaction, &*outcome);
    if (attempt.keyed)
        co_await attempt.context.idempotency.keep(transaction, *attempt.keyed, *outcome);
    co_await transaction.commit();
    co_return outcome;
}

/// Nullopt when the database asks for another run, and when the fate of a keyed one is unknown: the
/// next run looks its key up before any effect.
Task<std::optional<Result<Response>>> run_once(Attempt const& attempt) {
    auto const transaction = co_await attempt.context.transactions.begin();
    std::optional<Result<Response>> outcome;
    try {
        outcome = co_await run(attempt, *transaction);
    } catch (RetryTransaction const&) {
    } catch (CommitUnknown const&) {
        if (!attempt.keyed) throw;
    }
    // The next run, or the client's next request, must not meet the locks of this one.
    co_await transaction->rollback();
    co_return outcome;
}

} // namespace

Task<Result<Response>> in_transaction(
    RouteSpec const& spec, Request const& request, RouteContext& context, Effect const& effect
) {
    auto const key = keyed(spec, request);
    Attempt const attempt{request, context, effect, key};
    for (int i = 0; i < max_attempts; ++i) {
        auto outcome = co_await run_once(attempt);
        if (outcome) co_return *std::move(outcome);
    }
    throw Unavailable(
        database_unavailable, "the transaction lost every conflict", std::chrono::seconds{1}
    );
}

} // namespace qc::http
