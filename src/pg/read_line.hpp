// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pg/connector.hpp"
#include "pg/turnstile.hpp"

#include <memory>
#include <string>
#include <vector>

namespace qc::pg {

/// The one connection that all reads of a worker share. Each group of reads ends with its own
/// Sync, so an error or a cancelled caller is nobody else's business.
class ReadLine : public std::enable_shared_from_this<ReadLine> {
public:
    explicit ReadLine(std::shared_ptr<Connector> connector);

    [[nodiscard]] Task<std::vector<Rows>> run(std::vector<Query> queries);

    void close();

private:
    [[nodiscard]] Task<std::shared_ptr<Connection>> opened();
    void start_opening();
    static Task<void> open(std::shared_ptr<ReadLine> self);

    std::shared_ptr<Connector> connector_;
    std::shared_ptr<Turnstile> turnstile_;
    std::shared_ptr<Connection> connection_;
    std::vector<std::shared_ptr<Alarm>> waiting_;
    std::string failure_;
    bool opening_ = false;
    bool closed_ = false;
};

} // namespace qc::pg
