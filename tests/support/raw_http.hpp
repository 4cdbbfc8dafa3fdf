// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace qc::test {

/// An answer as it came over the wire.
struct RawResponse {
    int status = 0;
    std::string reason;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;

    /// The first field of that name, compared without case; empty when there is none.
    [[nodiscard]] std::string header(std::string_view name) const;
};

/// A blocking HTTP client that sends exactly the bytes it is given. Every wait is bounded; what
/// goes wrong throws std::runtime_error.
class RawHttp {
public:
    /// Connects to an IPv4 address.
    explicit RawHttp(std::uint16_t port, std::string const& address = "127.0.0.1");
    RawHttp(RawHttp&& other) noexcept;
    RawHttp& operator=(RawHttp&&) = delete;
    RawHttp(RawHttp const&) = delete;
    RawHttp& operator=(RawHttp const&) = delete;
    ~RawHttp();

    void send(std::string_view bytes);
    /// Sends as much as the other side takes; false when it has closed.
    bool try_send(std::string_view bytes);

    /// The next answer; of a HEAD request when `head_only`. nullopt when the server closed
    /// before its first byte.
    [[nodiscard]] std::optional<RawResponse> try_receive(bool head_only = false);
    [[nodiscard]] RawResponse receive(bool head_only = false);

    /// Sends one request with Host and, when there is a body, Content-Length, and waits.
    RawResponse request(
        std::string_view method,
        std::string_view target,
        std::string_view extra_lines = {},
        std::string_view body = {}
    );

    /// Exactly so many of the bytes that follow.
    [[nodiscard]] std::string receive_bytes(std::size_t count);

    /// What follows up to CR LF, without it.
    [[nodiscard]] std::string receive_line() { return take_line(); }

    /// True when the server closes without sending anything more.
    [[nodiscard]] bool closed_by_server();

    void finish_sending();

private:
    bool fill();
    std::string take_line();

    int socket_ = -1;
    std::string received_;
};

} // namespace qc::test
