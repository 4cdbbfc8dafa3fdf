// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pg/alarm.hpp"
#include "pg/errors.hpp"
#include "pg/query.hpp"
#include "pg/raw_rows.hpp"
#include "pg/turnstile.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qc::pg {

/// Queries that travel together and end with one Sync, and the answers to them. Shared between the
/// connection that fills it in and the coroutine that waits; either may go away first.
struct Exchange {
    Exchange(
        boost::asio::any_io_executor const& executor,
        std::vector<Query> asked,
        std::chrono::milliseconds limit
    )
        : queries(std::move(asked))
        , answers(queries.size())
        , answer_limit(limit)
        , done(executor) {}

    /// The answers; throws what went wrong instead.
    [[nodiscard]] std::vector<Rows> take() {
        if (lost) raise_unavailable(*lost);
        if (error) raise(std::move(*error));
        return std::move(answers);
    }

    /// Of what went wrong; empty when nothing did.
    [[nodiscard]] std::string_view sqlstate() const noexcept {
        if (lost) return "08006";
        return error ? std::string_view(error->sqlstate) : std::string_view();
    }

    enum class Kind { prepare, prepare_sync, execute, sync };

    /// One result that the server owes, in order of arrival.
    struct Step {
        Kind kind;
        std::size_t query;
    };

    std::vector<Query> queries;
    std::vector<Rows> answers;
    std::chrono::milliseconds answer_limit;
    std::optional<ServerError::Report> error;
    /// Why the connection ended before the answer.
    std::optional<std::string> lost;
    Alarm done;
    /// Held until the server has answered, also when nobody waits any more.
    Turnstile::Permit permit;

    std::vector<Step> steps;
    std::size_t next_step = 0;
    std::chrono::steady_clock::time_point sent_at{};
};

} // namespace qc::pg
