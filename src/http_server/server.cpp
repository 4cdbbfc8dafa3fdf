// SPDX-License-Identifier: Apache-2.0
#include "http_server/server.hpp"

#include "http_server/response_head.hpp"
#include "http_server/server_state.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <sys/socket.h>

namespace qc::http_server {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

IpAddress address_of(tcp::endpoint const& endpoint) {
    // What the kernel gives is an address; scope ids of link-local ones do not matter here.
    auto const address = endpoint.address();
    if (address.is_v4()) return *IpAddress::parse(address.to_string());
    return IpAddress{address.to_v6().to_bytes()};
}

/// `action` may destroy the session it is given.
template <class Action>
void for_each_session(ServerState& state, Action action) {
    for (auto next = state.sessions.begin(); next != state.sessions.end();) {
        auto& session = *next;
        ++next;
        action(session);
    }
}

Task<void> run_session(std::unique_ptr<Session> session) {
    co_await session->run();
}

void welcome(std::shared_ptr<ServerState> const& state, Socket socket, tcp::endpoint const& from) {
    auto const peer = address_of(from);
    auto* const cap = state->options.connections;
    auto permit = cap != nullptr ? cap->enter(peer, !state->options.proxies.trusts(peer))
                                 : std::optional<ConnectionCap::Permit>();
    if (cap != nullptr && !permit) return;
    error_code error;
    socket.non_blocking(true, error);
    socket.set_option(tcp::no_delay(true), error);
    auto const executor = socket.get_executor();
    auto cancel = std::make_shared<asio::cancellation_signal>();
    // The signal outlives the coroutine, which unlinks itself from it at its very end. A session
    // that throws (cancelled, out of memory, a defect of an upgraded protocol) ends alone.
    auto end = asio::bind_cancellation_slot(cancel->slot(), [cancel](std::exception_ptr) {});
    Accepted accepted{std::move(socket), peer, std::move(permit), std::move(cancel)};
    auto session = std::make_unique<Session>(state, std::move(accepted));
    asio::co_spawn(executor, run_session(std::move(session)), std::move(end));
}

Task<void> accept_connections(std::shared_ptr<ServerState> state) {
    while (state->acceptor.is_open()) {
        Socket socket(state->acceptor.get_executor());
        tcp::endpoint peer;
        error_code error;
        co_await state->acceptor.async_accept(
            socket, peer, asio::redirect_error(asio::use_awaitable, error)
        );
        if (!error) {
            try {
                welcome(state, std::move(socket), peer);
            } catch (std::exception const&) {
                // Out of memory: this connection is lost, the listener must not be.
            }
            continue;
        }
        if (error == asio::error::connection_aborted || !state->acceptor.is_open()) continue;
        // Out of descriptors or buffers: the next attempt would fail as fast as this one.
        state->pause.expires_after(state->options.timeouts.accept_pause);
        co_await state->pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
    }
}

/// Deadlines of all sessions are looked at by one timer: a timer of its own for every session
/// costs two queue operations per request.
Task<void> watch_sessions(std::shared_ptr<ServerState> state) {
    while (!state->stopping || !state->sessions.empty()) {
        state->date = http_date(state->clock.now());
        auto const now = state->clock.steady();
        for_each_session(*state, [now](Session& session) { session.look_at_clock(now); });
        error_code ended;
        state->tick.expires_after(state->options.timeouts.tick);
        co_await state->tick.async_wait(asio::redirect_error(asio::use_awaitable, ended));
    }
}

void listen(ServerState& state) {
    auto& acceptor = state.acceptor;
    auto const& options = state.options;
    tcp::endpoint const endpoint(asio::ip::make_address(options.host), options.port);
    // SO_REUSEPORT would let a second process of the same user take half of the connections
    // silently.
    if (!options.shares_port) require_unused(options.host, options.port);
    acceptor.open(endpoint.protocol());
    acceptor.set_option(asio::socket_base::reuse_address(true));
    int const on = 1;
    if (::setsockopt(acceptor.native_handle(), SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) != 0) {
        throw boost::system::system_error(errno, boost::system::system_category(), "SO_REUSEPORT");
    }
    acceptor.bind(endpoint);
    acceptor.listen();
}

void stop(ServerState& state) {
    if (state.stopping) return;
    state.stopping = true;
    error_code ignored;
    state.acceptor.close(ignored);
    state.pause.cancel();
    for_each_session(state, [](Session& session) { session.wind_down(); });
    if (state.sessions.empty()) state.tick.cancel();
}

void close_all(ServerState& state) {
    for_each_session(state, [](Session& session) { session.abort(); });
}

} // namespace

void require_unused(std::string const& host, std::uint16_t port) {
    asio::io_context io;
    tcp::endpoint const endpoint(asio::ip::make_address(host), port);
    tcp::acceptor probe(io);
    probe.open(endpoint.protocol());
    probe.set_option(asio::socket_base::reuse_address(true));
    probe.bind(endpoint);
}

Server::Server(
    asio::io_context& io, http::Dispatcher& dispatcher, Clock const& clock, ServerOptions options
)
    : state_(std::make_shared<ServerState>(io, dispatcher, clock, std::move(options))) {
    listen(*state_);
}

Server::~Server() {
    stop(*state_);
    close_all(*state_);
}

void Server::start() {
    auto const executor = state_->acceptor.get_executor();
    asio::co_spawn(executor, watch_sessions(state_), asio::detached);
    asio::co_spawn(executor, accept_connections(state_), asio::detached);
}

std::uint16_t Server::port() const {
    return state_->acceptor.local_endpoint().port();
}

void Server::stop_accepting() {
    stop(*state_);
}

Task<void> Server::drain(std::chrono::milliseconds limit) {
    auto const state = state_;
    stop(*state);
    if (!state->sessions.empty()) {
        state->drained.expires_after(limit);
        error_code ended;
        co_await state->drained.async_wait(asio::redirect_error(asio::use_awaitable, ended));
    }
    close_all(*state);
    state->tick.cancel();
}

std::size_t Server::active_connections() const noexcept {
    return state_->open.load(std::memory_order_relaxed);
}

} // namespace qc::http_server
