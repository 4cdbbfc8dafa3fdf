// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/audit.hpp"
#include "core/clock.hpp"
#include "pg/database.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <memory>

namespace qc::audit {

/// The log as one worker writes it; belongs to the thread of its executor. `database` and `clock`
/// outlive it and the executor's last turn.
class AuditLog final : public Audit {
public:
    /// Acts that wait for the database before the next are dropped.
    static constexpr std::size_t most_waiting = 1024;

    AuditLog(boost::asio::any_io_executor executor, pg::Database& database, Clock const& clock);
    ~AuditLog() override;

    [[nodiscard]] Task<void> record(Transaction& transaction, Act act) override;

    /// Written at least once: twice when the connection is lost between the commit and its answer.
    void note(Act act) noexcept override;

    /// Returns when everything noted so far is written, or after `limit`.
    [[nodiscard]] Task<void> settle(std::chrono::milliseconds limit);

private:
    struct Core;
    std::shared_ptr<Core> core_;
};

} // namespace qc::audit
