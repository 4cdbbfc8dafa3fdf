// SPDX-License-Identifier: Apache-2.0
#include "ws/live_connections.hpp"

#include "core/unavailable.hpp"
#include "http/errors.hpp"
#include "ws/event_stream.hpp"
#include "ws/handshake.hpp"
#include "ws/roster.hpp"
#include "ws/websocket.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace qc::ws {
namespace {

namespace asio = boost::asio;

constexpr int switching_protocols = 101;

Unavailable going_down() {
    return {service_unavailable, "shutting down", std::chrono::seconds{1}};
}

} // namespace

LiveConnections::LiveConnections(
    asio::io_context& io, Surroundings const& surroundings, Options options
)
    : cors_(surroundings.cors)
    , cap_(surroundings.cap)
    , roster_(std::make_shared<Roster>(io, surroundings.clock, std::move(options))) {}

LiveConnections::~LiveConnections() = default;

bool LiveConnections::takes(http::Request const& request) const {
    return sessions_ != nullptr && sessions_->takes(request);
}

Result<Visitor> LiveConnections::let_in(http::Request const& request) {
    auto const address = http_server::IpAddress::parse(request.client_address);
    auto permit = cap_.enter(address.value_or(http_server::IpAddress{}), address.has_value());
    if (!permit) return http::too_many_requests;
    return Visitor{request, std::move(permit), roster_->clock.now()};
}

http::Response LiveConnections::shake_hands(http::Request const& request) {
    if (auto refusal = handshake_refusal(request, cors_)) return *std::move(refusal);
    if (roster_->stopping) return http::problem(going_down(), request);
    auto visitor = let_in(request);
    if (!visitor) return http::problem(visitor.error(), request);
    http::Response answer;
    answer.status = switching_protocols;
    auto const& subprotocol = roster_->options.subprotocol;
    if (offers(request, subprotocol))
        answer.headers.emplace_back("Sec-WebSocket-Protocol", subprotocol);
    answer.stream = make_websocket(roster_, *std::move(visitor), *sessions_);
    return answer;
}

Result<http::Response> LiveConnections::answer(http::Request const& request, live::Opening opened) {
    if (roster_->stopping) throw going_down();
    auto visitor = let_in(request);
    if (!visitor) return visitor.error();
    http::Response answer;
    answer.content_type = "text/event-stream";
    // Proxies must not collect what is meant to arrive at once.
    answer.headers.emplace_back("X-Accel-Buffering", "no");
    answer.stream = make_event_stream(roster_, *std::move(visitor), std::move(opened));
    return answer;
}

Task<void> LiveConnections::shut_down(std::chrono::milliseconds limit) {
    auto const roster = roster_;
    roster->stopping = true;
    for (auto& connection : roster->open)
        connection.say_goodbye();
    if (!roster->open.empty()) {
        roster->emptied.expires_after(limit);
        boost::system::error_code ended;
        co_await roster->emptied.async_wait(asio::redirect_error(asio::use_awaitable, ended));
    }
    for (auto& connection : roster->open)
        connection.cut();
}

std::size_t LiveConnections::open_connections() const {
    return roster_->open.size();
}

} // namespace qc::ws
