// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/retry_transaction.hpp"
#include "core/unavailable.hpp"
#include "http/audit_trail.hpp"
#include "http/dispatcher.hpp"
#include "http/idempotency.hpp"
#include "http/request_log.hpp"
#include "http/route.hpp"
#include "support/fake_clock.hpp"
#include "support/sequence_random.hpp"
#include "support/wait.hpp"

#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace qc::http::testing {

class FakeConflict final : public std::runtime_error, public RetryTransaction {
public:
    FakeConflict() : std::runtime_error("serialisation failure") {}
};

class FakeLostCommit final : public Unavailable, public CommitUnknown {
public:
    FakeLostCommit() : Unavailable(database_unavailable, "lost", std::chrono::seconds{1}) {}
};

/// What happened to the transactions of a test, in order.
class FakeTransactions final : public Transactions {
public:
    [[nodiscard]] Task<std::unique_ptr<Transaction>> begin() override {
        events.emplace_back("begin");
        co_return std::make_unique<One>(*this);
    }

    std::vector<std::string> events;
    int commits_to_refuse = 0;
    /// The next commit happens, but nobody hears of it.
    bool loses_a_commit = false;

private:
    class One final : public Transaction {
    public:
        explicit One(FakeTransactions& all) : all_(all) {}

        One(One const&) = delete;
        One& operator=(One const&) = delete;

        ~One() override {
            if (!finished_) all_.events.emplace_back("rollback");
        }

        [[nodiscard]] Task<void> commit() override {
            auto actions = std::exchange(on_commit_, {});
            if (all_.commits_to_refuse > 0) {
                --all_.commits_to_refuse;
                throw FakeConflict();
            }
            finished_ = true;
            if (std::exchange(all_.loses_a_commit, false)) {
                all_.events.emplace_back("lost");
                throw FakeLostCommit();
            }
            all_.events.emplace_back("commit");
            for (auto const& action : actions)
                action();
            co_return;
        }

        [[nodiscard]] Task<void> rollback() override {
            if (!finished_) all_.events.emplace_back("rolled back");
            finished_ = true;
            co_return;
        }

        void on_commit(std::function<void()> action) override {
            on_commit_.push_back(std::move(action));
        }

        void on_rollback(std::function<void()>) override {}

    private:
        FakeTransactions& all_;
        std::vector<std::function<void()>> on_commit_;
        bool finished_ = false;
    };
};

/// Keeps answers at once: tests of the order look at the events of the transactions.
class FakeIdempotencyKeys final : public IdempotencyKeys {
public:
    [[nodiscard]] Task<Result<std::optional<Response>>>
    claim(Transaction&, KeyedRequest const& request) override {
        if (in_progress) co_return idempotency_in_progress;
        auto const found = kept.find(request.key);
        if (found == kept.end()) co_return std::optional<Response>{};
        if (found->second.first != request.hash) co_return idempotency_key_reused;
        co_return std::optional<Response>(found->second.second);
    }

    [[nodiscard]] Task<void>
    keep(Transaction&, KeyedRequest const& request, Response const& answer) override {
        kept[request.key] = {request.hash, answer};
        routes.push_back(request.route);
        co_return;
    }

    std::map<std::string, std::pair<RequestHash, Response>> kept;
    std::vector<std::string> routes;
    bool in_progress = false;
};

/// What was kept, as "recorded POST /path", "noted ...", "refused ... CODE" and "throttled ...".
class FakeAuditTrail final : public AuditTrail {
public:
    [[nodiscard]] Task<void>
    record(Transaction&, Request const& request, Response const*) override {
        add("recorded", request);
        co_return;
    }

    void note(Request const& request, Response const&) noexcept override { add("noted", request); }

    void refused(Request const& request, Response const& answer) noexcept override {
        add("refused", request);
        kept.back() += " " + answer.error_code;
    }

    void throttled(Request const& request) noexcept override { add("throttled", request); }

    std::vector<std::string> kept;

private:
    void add(std::string how, Request const& request) {
        kept.push_back(
            std::move(how) + " " + std::string(method_name(request.method)) + " " + request.path
        );
    }
};

class FakeRequestLog final : public RequestLog {
public:
    void answered(Exchange const& exchange) const override {
        auto const* const route = exchange.request.route;
        answers.push_back(
            (route == nullptr ? "unmatched" : route->spec.path) + " " +
            std::to_string(exchange.response.status) + " " + exchange.response.error_code
        );
        durations.push_back(exchange.duration);
    }

    void failed(Request const&, std::exception const& failure) const override {
        failures.emplace_back(failure.what());
    }

    mutable std::vector<std::string> answers;
    mutable std::vector<std::chrono::nanoseconds> durations;
    mutable std::vector<std::string> failures;
};

inline std::optional<std::string> header(Response const& response, std::string_view name) {
    for (auto const& [key, value] : response.headers) {
        if (same_field_name(key, name)) return value;
    }
    return std::nullopt;
}

} // namespace qc::http::testing
