// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/random.hpp"
#include "redis/link.hpp"

namespace qc::redis {

/// Everything outlives who gets it; breaker and random may be shared by threads.
struct ClientServices {
    boost::asio::any_io_executor executor;
    Random& random;
    resilience::CircuitBreaker& breaker;
};

/// One multiplexed connection, made anew by itself. Belongs to the thread of its executor. Never
/// makes anybody wait longer than the command timeout, and nobody at all while not connected.
class Client {
public:
    Client(ClientServices services, Options options);
    ~Client();
    Client(Client const&) = delete;
    Client& operator=(Client const&) = delete;

    /// Connects and stays connected. Call once.
    void start();

    [[nodiscard]] bool connected() const noexcept;

    /// Nothing when there is no answer, or none that `check` accepts, for whatever reason. An
    /// error leaves the connection as it is; any other answer of the wrong kind ends it.
    [[nodiscard]] Task<std::optional<Reply>> ask(Command command, ReplyCheck check);

    /// Without waiting for the answer. False when it was not sent.
    bool tell(Command const& command, ReplyCheck check);

private:
    struct Core;

    std::shared_ptr<Pending> send(Command const& command, ReplyCheck check);

    ClientServices services_;
    std::shared_ptr<Core> core_;
};

} // namespace qc::redis
