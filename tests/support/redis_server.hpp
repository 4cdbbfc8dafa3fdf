// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace qc::test {

/// A redis-server of one test, on 127.0.0.1 and a port that no outgoing connection can hold.
/// Throws std::runtime_error when there is none in PATH: tools/packages.txt installs it.
class RedisServer {
public:
    explicit RedisServer(std::vector<std::string> arguments = {});
    ~RedisServer();
    RedisServer(RedisServer const&) = delete;
    RedisServer& operator=(RedisServer const&) = delete;

    [[nodiscard]] std::uint16_t port() const noexcept { return port_; }

    /// As a crash; what it held is gone.
    void kill();

    /// Again on the same port.
    void start();

    /// Keeps its connections and answers nothing until resume().
    void pause();
    void resume();

private:
    [[nodiscard]] bool try_start();

    std::vector<std::string> const arguments_;
    std::uint16_t port_ = 0;
    pid_t process_ = -1;
};

/// Nobody listens there now.
[[nodiscard]] std::uint16_t free_port();

} // namespace qc::test
