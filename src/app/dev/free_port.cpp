// SPDX-License-Identifier: Apache-2.0
#include "app/dev/free_port.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace qc::app {

std::uint16_t free_port() {
    namespace ip = boost::asio::ip;
    boost::asio::io_context context;
    ip::tcp::acceptor const acceptor(context, {ip::address_v4::loopback(), 0});
    return acceptor.local_endpoint().port();
}

} // namespace qc::app
