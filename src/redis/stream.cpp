// SPDX-License-Identifier: Apache-2.0
#include "redis/stream.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace qc::redis {
namespace {

namespace asio = boost::asio;
namespace ssl = boost::asio::ssl;
using asio::use_awaitable;
using asio::ip::tcp;

/// Shared with the answer, which may come when nobody waits for it any more.
struct Lookup {
    explicit Lookup(asio::any_io_executor const& executor)
        : resolver(executor)
        , answered(executor, asio::steady_timer::time_point::max()) {}

    tcp::resolver resolver;
    asio::steady_timer answered;
    boost::system::error_code error = asio::error::operation_aborted;
    tcp::resolver::results_type found;
};

/// Cancelled at once: Asio would wait for a name server that hangs.
Task<tcp::resolver::results_type>
resolve(asio::any_io_executor const& executor, Address const& address) {
    auto const lookup = std::make_shared<Lookup>(executor);
    lookup->resolver.async_resolve(
        address.host,
        std::to_string(address.port),
        [lookup](boost::system::error_code error, tcp::resolver::results_type found) {
            lookup->error = error;
            lookup->found = std::move(found);
            lookup->answered.cancel();
        }
    );
    co_await lookup->answered.async_wait(asio::as_tuple(use_awaitable));
    // What has not begun yet need not begin.
    lookup->resolver.cancel();
    if (lookup->error) throw boost::system::system_error(lookup->error);
    co_return lookup->found;
}

Task<void> open(tcp::socket& socket, Address const& address) {
    boost::system::error_code not_numeric;
    auto const numeric = asio::ip::make_address(address.host, not_numeric);
    if (!not_numeric) {
        tcp::endpoint const endpoint(numeric, address.port);
        co_await socket.async_connect(endpoint, use_awaitable);
    } else {
        auto const executor = socket.get_executor();
        auto const found = co_await resolve(executor, address);
        co_await asio::async_connect(socket, found, use_awaitable);
    }
    socket.set_option(tcp::no_delay(true));
}

class PlainStream final : public Stream {
public:
    explicit PlainStream(asio::any_io_executor const& executor) : socket_(executor) {}

    Task<void> connect(Address const& address) override { co_await open(socket_, address); }

    Task<std::size_t> read(std::span<char> into) override {
        auto const buffer = asio::buffer(into.data(), into.size());
        co_return co_await socket_.async_read_some(buffer, use_awaitable);
    }

    Task<void> write(std::string_view bytes) override {
        auto const buffer = asio::buffer(bytes.data(), bytes.size());
        co_await asio::async_write(socket_, buffer, use_awaitable);
    }

    void close() noexcept override {
        boost::system::error_code ignored;
        socket_.close(ignored);
    }

private:
    tcp::socket socket_;
};

/// Made once: reading the certificates of the system takes milliseconds.
ssl::context& trusted_context() {
    static auto context = [] {
        ssl::context made(ssl::context::tls_client);
        made.set_options(ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1);
        made.set_default_verify_paths();
        made.set_verify_mode(ssl::verify_peer);
        return made;
    }();
    return context;
}

class TlsStream final : public Stream {
public:
    explicit TlsStream(asio::any_io_executor const& executor)
        : stream_(executor, trusted_context()) {}

    Task<void> connect(Address const& address) override {
        co_await open(stream_.next_layer(), address);
        SSL_set_tlsext_host_name(stream_.native_handle(), address.host.c_str());
        ssl::host_name_verification const named(address.host);
        stream_.set_verify_callback(named);
        co_await stream_.async_handshake(ssl::stream_base::client, use_awaitable);
    }

    Task<std::size_t> read(std::span<char> into) override {
        auto const buffer = asio::buffer(into.data(), into.size());
        co_return co_await stream_.async_read_some(buffer, use_awaitable);
    }

    Task<void> write(std::string_view bytes) override {
        auto const buffer = asio::buffer(bytes.data(), bytes.size());
        co_await asio::async_write(stream_, buffer, use_awaitable);
    }

    void close() noexcept override {
        boost::system::error_code ignored;
        stream_.next_layer().close(ignored);
    }

private:
    ssl::stream<tcp::socket> stream_;
};

} // namespace

std::unique_ptr<Stream> make_stream(asio::any_io_executor const& executor, Address const& address) {
    if (address.tls) return std::make_unique<TlsStream>(executor);
    return std::make_unique<PlainStream>(executor);
}

} // namespace qc::redis
