// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/task.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <functional>
#include <memory>
#include <string>

namespace qc::redis {

/// Says what it is told to: not a Redis, or one that has gone mad. Lives on the loop of the test.
class ScriptedServer {
public:
    /// The answer to what was received; empty for none.
    using Answer = std::function<std::string(std::string const& received)>;

    ScriptedServer(boost::asio::any_io_executor const& executor, Answer answer);
    ~ScriptedServer();
    ScriptedServer(ScriptedServer const&) = delete;
    ScriptedServer& operator=(ScriptedServer const&) = delete;

    [[nodiscard]] std::uint16_t port() const;

private:
    struct Core;

    std::shared_ptr<Core> core_;
};

/// Greets as Redis does, then says `then` to everything.
[[nodiscard]] ScriptedServer::Answer greets_and_says(std::string then);

} // namespace qc::redis
