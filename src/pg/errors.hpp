// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/retry_transaction.hpp"
#include "core/unavailable.hpp"

#include <stdexcept>
#include <string>
#include <string_view>

namespace qc::pg {

/// The server refused a statement. what() never has the values of the row (the DETAIL field), so
/// it may be logged. Timeouts, shutdown and lack of resources are Unavailable instead.
class ServerError : public std::runtime_error {
public:
    struct Report {
        std::string sqlstate;
        std::string message;
        std::string constraint;
        std::string statement;
    };

    explicit ServerError(Report report);

    [[nodiscard]] std::string const& sqlstate() const noexcept { return report_.sqlstate; }

    /// Name of the violated constraint or unique index; empty for other errors.
    [[nodiscard]] std::string const& constraint() const noexcept { return report_.constraint; }

    [[nodiscard]] std::string const& statement() const noexcept { return report_.statement; }

    [[nodiscard]] bool is_unique_violation() const noexcept { return sqlstate() == "23505"; }

    [[nodiscard]] bool is_unique_violation(std::string_view named) const noexcept {
        return is_unique_violation() && constraint() == named;
    }

    /// ON DELETE RESTRICT reports 23503 up to PostgreSQL 17 and 23001 from 18 on.
    [[nodiscard]] bool is_foreign_key_violation() const noexcept {
        return sqlstate() == "23503" || sqlstate() == "23001";
    }

    [[nodiscard]] bool is_check_violation() const noexcept { return sqlstate() == "23514"; }

    /// Serialisation failure or deadlock: the whole transaction may be tried again.
    [[nodiscard]] bool is_retryable() const noexcept {
        return sqlstate() == "40001" || sqlstate() == "40P01";
    }

private:
    Report report_;
};

/// Serialisation failure or deadlock.
class TransactionConflict final : public ServerError, public RetryTransaction {
public:
    explicit TransactionConflict(ServerError const& refusal);
};

/// The connection was lost while COMMIT was under way.
class CommitLost final : public Unavailable, public CommitUnknown {
public:
    explicit CommitLost(std::string const& why);
};

/// Throws ServerError, TransactionConflict for 40001 and 40P01, or Unavailable for states that pass
/// by themselves: timeouts (57014, 55P03), shutdown (57P..), resources (53...), connection (08...),
/// idle in transaction (25P03).
[[noreturn]] void raise(ServerError::Report report);

/// Throws Unavailable(DATABASE_UNAVAILABLE).
[[noreturn]] void raise_unavailable(std::string const& why, int retry_after_s = 1);

} // namespace qc::pg
