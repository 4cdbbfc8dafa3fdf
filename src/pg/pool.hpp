// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pg/connector.hpp"
#include "pg/turnstile.hpp"

#include <memory>
#include <vector>

namespace qc::pg {

class Pool;

/// A connection that belongs to one caller at a time; goes back to its pool at the end.
class Lease {
public:
    Lease(
        std::shared_ptr<Pool> pool, std::shared_ptr<Connection> connection, Turnstile::Permit permit
    );
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease();

    /// Sends and waits. Whatever keeps the answer from arriving closes the connection.
    [[nodiscard]] Task<std::vector<Rows>> run(std::vector<Query> queries, bool slow);

    void close(std::string const& why) { connection_->close(why); }

    /// The timeout of slow statements, for those inside a transaction.
    [[nodiscard]] std::int64_t slow_timeout_ms() const;

    /// Still open, so that a rollback makes sense.
    [[nodiscard]] bool is_open() const;

private:
    std::shared_ptr<Pool> pool_;
    std::shared_ptr<Connection> connection_;
    Turnstile::Permit permit_;
};

/// Connections for exclusive use, opened when first needed.
class Pool : public std::enable_shared_from_this<Pool> {
public:
    Pool(std::shared_ptr<Connector> connector, Purpose purpose, std::size_t size);

    /// In order of arrival; throws Unavailable.
    [[nodiscard]] Task<Lease> acquire();

    void close();

private:
    friend class Lease;

    [[nodiscard]] std::shared_ptr<Connection> take_idle();
    void give_back(std::shared_ptr<Connection> connection);

    std::shared_ptr<Connector> connector_;
    Purpose purpose_;
    std::shared_ptr<Turnstile> turnstile_;
    std::vector<std::shared_ptr<Connection>> idle_;
    bool closed_ = false;
};

} // namespace qc::pg
