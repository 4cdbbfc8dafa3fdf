// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/generic/stream_protocol.hpp>

#include <cstdint>
#include <memory>
#include <string>

namespace qc::test {

/// Stands between a client and a server and can stop: a frozen or a vanished dependency. Lives on
/// the loop of the test.
class TcpGate {
public:
    /// `server` is where accepted connections are passed on to.
    TcpGate(
        boost::asio::any_io_executor executor,
        boost::asio::generic::stream_protocol::endpoint const& server
    );
    ~TcpGate();
    TcpGate(TcpGate const&) = delete;
    TcpGate& operator=(TcpGate const&) = delete;

    /// On 127.0.0.1.
    [[nodiscard]] std::uint16_t port() const;

    /// Nothing passes any more, but connections stay open and new ones are accepted.
    void freeze();

    /// Passes on what has waited.
    void thaw();

    /// Breaks all connections.
    void cut();

private:
    struct Core;
    std::shared_ptr<Core> core_;
};

/// Where QC_TEST_DATABASE_URL leads to.
[[nodiscard]] boost::asio::generic::stream_protocol::endpoint database_endpoint();

/// `url` with the gate in place of the server.
[[nodiscard]] std::string through(TcpGate const& gate, std::string const& url);

} // namespace qc::test
