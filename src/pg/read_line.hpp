// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pg/connector.hpp"
#include "pg/exchange.hpp"
#include "pg/turnstile.hpp"
#include "resilience/retry.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace qc::pg {

/// The one connection that all reads of a worker share. Each group of reads ends with its own
/// Sync, so an error or a cancelled caller is nobody else's business. Reads that a connection took
/// with it are asked again on the next one, as far as the budget of limits.md 8 goes.
class ReadLine : public std::enable_shared_from_this<ReadLine> {
public:
    explicit ReadLine(std::shared_ptr<Connector> connector);

    [[nodiscard]] Task<std::vector<Rows>> run(std::vector<Query> queries);

    void close();

private:
    /// Nothing unless the answer is lost and asking again is worth a try.
    [[nodiscard]] std::optional<std::chrono::milliseconds>
    pause_before_repeat(Exchange const& exchange, int attempts) const;
    [[nodiscard]] Task<std::shared_ptr<Connection>> opened();
    void start_opening();
    static Task<void> open(std::shared_ptr<ReadLine> self);

    std::shared_ptr<Connector> connector_;
    std::shared_ptr<Turnstile> turnstile_;
    resilience::RetryPolicy retries_;
    resilience::RetryBudget budget_;
    std::shared_ptr<Connection> connection_;
    std::vector<std::shared_ptr<Alarm>> waiting_;
    std::string failure_;
    bool opening_ = false;
    bool closed_ = false;
};

} // namespace qc::pg
