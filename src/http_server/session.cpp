// SPDX-License-Identifier: Apache-2.0
#include "http_server/session.hpp"

#include "http/errors.hpp"
#include "http/stream.hpp"
#include "http_server/response_head.hpp"
#include "http_server/server_state.hpp"
#include "http_server/upgrades.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace qc::http_server {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

/// Pipelined requests that are answered before other sessions have their turn.
constexpr std::size_t streak_max = 16;

} // namespace

Session::Session(std::shared_ptr<ServerState> server, Accepted accepted)
    : server_(std::move(server))
    , socket_(std::move(accepted.socket))
    , peer_(accepted.peer)
    , peer_text_(peer_.text())
    , permit_(std::move(accepted.permit))
    , cancel_(std::move(accepted.cancel)) {
    enter(Phase::idle, server_->options.timeouts.head);
    server_->sessions.push_back(*this);
    server_->open.fetch_add(1, std::memory_order_relaxed);
}

Session::~Session() {
    unlink();
    server_->open.fetch_sub(1, std::memory_order_relaxed);
    if (server_->stopping && server_->sessions.empty()) server_->drained.cancel();
}

Task<void> Session::run() {
    while (!ended_) {
        // g++ 12 loses the short circuit of a co_await behind && in a loop condition.
        bool const received = co_await receive_head();
        if (!received) break;
        co_await answer_request();
        if (!ended_) enter(Phase::idle, server_->options.timeouts.idle);
        // The server may have stopped while the answer was on its way.
        if (server_->stopping && buffer_.empty()) ended_ = true;
    }
    if (unread_) co_await linger();
    error_code ignored;
    socket_.shutdown(Socket::shutdown_both, ignored);
}

Task<bool> Session::receive_head() {
    std::size_t scanned = 0;
    for (;;) {
        if (!buffer_.empty()) {
            auto const scan = scan_head(buffer_.view(), scanned);
            if (scan.state == HeadState::complete) {
                head_ = parse_head(
                    buffer_.view().substr(scan.begin, scan.end - scan.begin),
                    server_->options.head_rules
                );
                buffer_.consume(scan.end);
                break;
            }
            if (scan.refusal) {
                head_ = {};
                head_.refusal = scan.refusal;
                break;
            }
            if (phase_ == Phase::idle) enter(Phase::head, server_->options.timeouts.head);
        }
        bool const more = co_await fill();
        if (more) continue;
        if (!late_ || buffer_.empty()) co_return false;
        head_ = {};
        head_.refusal = Refusal{http::request_timeout, true};
        break;
    }
    if (++streak_ >= streak_max) {
        streak_ = 0;
        co_await asio::post(socket_.get_executor(), asio::use_awaitable);
    }
    co_return true;
}

Task<bool> Session::fill() {
    auto const room = buffer_.prepare();
    error_code error;
    streak_ = 0;
    auto const count = co_await socket_.async_read_some(
        asio::buffer(room.data(), room.size()), asio::redirect_error(asio::use_awaitable, error)
    );
    buffer_.commit(count);
    co_return !error && !late_;
}

Task<void> Session::answer_request() {
    enter(Phase::answer, {});
    auto& request = head_.request;
    request.received_at = since_;
    head_only_ = request.method == http::Method::head;
    auto const client = client_behind(peer_, request.headers, server_->options.proxies);
    request.client_address = client.address == peer_ ? peer_text_ : client.address.text();
    request.over_tls = client.over_tls;
    if (head_.refusal) {
        auto const refusal = *head_.refusal;
        co_return co_await refuse(refusal);
    }
    bool const takeable = head_.wants_websocket && head_.framing == BodyFraming::none &&
                          request.method == http::Method::get;
    auto* const upgrades = takeable ? server_->options.upgrades : nullptr;
    if (upgrades != nullptr && upgrades->takes(request)) co_return co_await shake_hands(*upgrades);

    auto admission = co_await server_->dispatcher.admit(std::move(request));
    if (head_.content_length > admission.body_limit_bytes) {
        co_return co_await refuse_admitted(std::move(admission), BodyEnd::too_large);
    }
    if (!admission.refusal && head_.content_encoded) {
        admission.refusal = http::problem(http::unsupported_media_type, admission.request);
    }
    if (admission.refusal) {
        auto answer = server_->dispatcher.finish(admission.request, *std::move(admission.refusal));
        co_return co_await turn_away(std::move(answer));
    }
    co_await serve(std::move(admission));
}

Task<void> Session::serve(http::Admission admission) {
    auto& request = admission.request;
    if (head_.framing != BodyFraming::none) {
        auto const end = co_await receive_body(request.body, admission.body_limit_bytes);
        if (end != BodyEnd::complete) {
            co_return co_await refuse_admitted(std::move(admission), end);
        }
        enter(Phase::answer, {});
        // A body of these methods means nothing, and no handler shall give it a meaning.
        if (head_only_ || request.method == http::Method::get) request.body.clear();
    }
    auto response = co_await server_->dispatcher.handle(std::move(admission));
    if (response.stream) co_return co_await send_stream(std::move(response));
    co_await send(response);
}

Task<void> Session::shake_hands(Upgrades& upgrades) {
    auto answer = co_await answer_handshake(upgrades);
    if (!answer.stream) co_return co_await turn_away(std::move(answer));
    co_await hand_over(std::move(answer));
}

/// A task of its own, so that nothing of it is kept as long as the connection.
Task<http::Response> Session::answer_handshake(Upgrades& upgrades) {
    auto admission = co_await server_->dispatcher.admit_upgrade(std::move(head_.request));
    auto const& request = admission.request;
    auto answer = admission.refusal ? *std::move(admission.refusal) : upgrades.shake_hands(request);
    for (auto& field : admission.limit_headers)
        answer.headers.push_back(std::move(field));
    co_return server_->dispatcher.finish(request, std::move(answer));
}

Task<void> Session::send_stream(http::Response answer) {
    answer.close = true;
    co_await send(answer);
    bool const sent = unsent_[0].size() == 0;
    if (sent && !head_only_) co_await hand_over(std::move(answer));
}

/// Such a connection may last for days, so what only requests need goes first.
Task<void> Session::hand_over(http::Response answer) {
    ended_ = true;
    enter(Phase::upgraded, {});
    answer.headers.emplace_back("Date", server_->date);
    auto const stream = std::move(answer.stream);
    http::Handover handover{
        asio::ip::tcp::socket(std::move(socket_)),
        std::move(answer),
        std::string(buffer_.view()),
        !head_.http_1_0
    };
    buffer_ = {};
    head_ = {};
    std::string().swap(out_);
    co_await stream->run(std::move(handover));
}

Task<void> Session::refuse(Refusal refusal) {
    auto answer = server_->dispatcher.refuse(std::move(head_.request), refusal.what);
    answer.close = refusal.close;
    if (answer.status == http::method_not_allowed.status) {
        answer.headers.emplace_back("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    }
    co_await turn_away(std::move(answer));
}

Task<void> Session::refuse_admitted(http::Admission admission, BodyEnd end) {
    if (end == BodyEnd::gone) {
        ended_ = true;
        co_return;
    }
    auto const& request = admission.request;
    Error too_large{&http::payload_too_large};
    too_large.details.emplace_back("max", static_cast<std::int64_t>(admission.body_limit_bytes));
    auto answer = end == BodyEnd::too_large   ? http::problem(too_large, request)
                  : end == BodyEnd::malformed ? http::problem(http::bad_request, request)
                                              : http::problem(http::request_timeout, request);
    answer.close = true;
    answer = server_->dispatcher.finish(request, std::move(answer));
    co_await turn_away(std::move(answer));
}

Task<void> Session::turn_away(http::Response answer) {
    if (!answer.close && head_.framing != BodyFraming::none) {
        // Who waits for an invitation may send the body without it, or never.
        bool drained = false;
        if (!head_.expects_continue) drained = co_await drain_body();
        answer.close = !drained;
    }
    unread_ = answer.close;
    co_await send(answer);
}

} // namespace qc::http_server
