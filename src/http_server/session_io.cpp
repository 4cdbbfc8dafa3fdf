// SPDX-License-Identifier: Apache-2.0
#include "http_server/chunked.hpp"
#include "http_server/response_head.hpp"
#include "http_server/server_state.hpp"
#include "http_server/session.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace qc::http_server {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr std::size_t upload_limit_bytes = 1024 * 1024;
constexpr std::size_t quick_answer_bytes = 1024 * 1024;
constexpr std::size_t slow_answer_bytes_per_second = 32 * 1024;
/// A body grows with what arrives and not with what is announced.
constexpr std::size_t body_step_bytes = 64 * 1024;
/// Small bodies are cheaper to copy behind the head than to gather.
constexpr std::size_t copied_body_bytes = 1024;
constexpr std::size_t lingering_bytes_max = 64 * 1024 * 1024;

} // namespace

void Session::enter(Phase phase, Clock::Steady::duration limit) {
    phase_ = phase;
    late_ = false;
    since_ = server_->clock.steady();
    deadline_ = since_ + limit;
}

bool Session::is_overdue(Clock::Steady now) const noexcept {
    if (phase_ == Phase::answer || phase_ == Phase::upgraded) return false;
    if (now >= deadline_) return true;
    if (phase_ != Phase::body) return false;
    auto const& timeouts = server_->options.timeouts;
    auto const elapsed = now - since_;
    if (elapsed < timeouts.body_grace) return false;
    auto const seconds = std::chrono::duration_cast<std::chrono::seconds>(elapsed).count();
    return body_received_ < timeouts.body_bytes_per_second * static_cast<std::size_t>(seconds);
}

void Session::look_at_clock(Clock::Steady now) {
    if (phase_ == Phase::answer && now - since_ >= server_->options.timeouts.gone_check) {
        if (client_is_gone()) abort();
        return;
    }
    if (late_ || !is_overdue(now)) return;
    late_ = true;
    error_code ignored;
    socket_.cancel(ignored);
}

/// A client that has closed, even for sending only, counts as gone, as with other servers.
bool Session::client_is_gone() {
    char next = 0;
    error_code error;
    socket_.receive(asio::buffer(&next, 1), Socket::message_peek, error);
    return error && error != asio::error::would_block && error != asio::error::try_again;
}

void Session::wind_down() {
    if (phase_ != Phase::idle) return;
    error_code ignored;
    socket_.cancel(ignored);
}

void Session::abort() {
    ended_ = true;
    error_code ignored;
    socket_.close(ignored);
    auto const cancel = cancel_;
    cancel->emit(asio::cancellation_type::terminal);
}

Session::BodyEnd Session::interrupted() const noexcept {
    return late_ ? BodyEnd::late : BodyEnd::gone;
}

Task<Session::BodyEnd> Session::receive_body(std::string& body, std::size_t limit_bytes) {
    auto const& timeouts = server_->options.timeouts;
    bool const upload = limit_bytes > upload_limit_bytes;
    enter(Phase::body, upload ? timeouts.upload_body : timeouts.body);
    body_received_ = 0;
    if (head_.expects_continue && buffer_.empty()) {
        out_ = "HTTP/1.1 100 Continue\r\n\r\n";
        unsent_ = {asio::buffer(out_), asio::const_buffer()};
        if (!write_now()) co_await write_rest();
    }
    if (head_.framing == BodyFraming::length) co_return co_await receive_sized(body);
    co_return co_await receive_chunked(body, limit_bytes);
}

Task<Session::BodyEnd> Session::receive_sized(std::string& body) {
    auto const length = static_cast<std::size_t>(head_.content_length);
    auto const early = buffer_.view().substr(0, length);
    body.assign(early);
    buffer_.consume(early.size());
    body_received_ = body.size();
    while (body.size() < length) {
        auto const have = body.size();
        auto const step = std::min(length - have, std::max(have, body_step_bytes));
        body.resize(have + step);
        error_code error;
        auto const count = co_await socket_.async_read_some(
            asio::buffer(body.data() + have, step), asio::redirect_error(asio::use_awaitable, error)
        );
        body.resize(have + count);
        body_received_ += count;
        if (error || late_) co_return interrupted();
    }
    co_return BodyEnd::complete;
}

Task<Session::BodyEnd> Session::receive_chunked(std::string& body, std::size_t limit_bytes) {
    ChunkDecoder decoder(limit_bytes);
    for (;;) {
        auto const before = body.size();
        buffer_.consume(decoder.feed(buffer_.view(), body));
        body_received_ += body.size() - before;
        switch (decoder.state()) {
        case ChunkDecoder::State::done:
            co_return BodyEnd::complete;
        case ChunkDecoder::State::malformed:
            co_return BodyEnd::malformed;
        case ChunkDecoder::State::too_large:
            co_return BodyEnd::too_large;
        case ChunkDecoder::State::more:
            break;
        }
        bool const more = co_await fill();
        if (!more) co_return interrupted();
    }
}

Task<bool> Session::drain_body() {
    auto const limit = server_->options.drained_bytes;
    if (head_.content_length > limit) co_return false;
    std::string dropped;
    auto const end = co_await receive_body(dropped, limit);
    co_return end == BodyEnd::complete;
}

Task<void> Session::send(http::Response const& response) {
    bool const close = response.close || !head_.keep_alive || server_->stopping;
    ResponseFrame const frame{server_->date, head_.http_1_0, close};
    out_.clear();
    append_head(out_, response, frame);
    std::string_view body = response.body;
    if (head_only_ || is_bodiless(response.status)) body = {};
    if (body.size() <= copied_body_bytes) {
        out_ += body;
        body = {};
    }
    unsent_ = {asio::buffer(out_), asio::buffer(body.data(), body.size())};
    ended_ |= close;
    if (write_now()) co_return;
    std::chrono::seconds const extra(
        body.size() > quick_answer_bytes ? body.size() / slow_answer_bytes_per_second : 0
    );
    enter(Phase::writing, server_->options.timeouts.write + extra);
    co_await write_rest();
}

/// True when all is sent or nothing more can be.
bool Session::write_now() {
    while (unsent_[0].size() + unsent_[1].size() > 0) {
        error_code error;
        auto const sent = socket_.write_some(unsent_, error);
        if (error == asio::error::would_block || error == asio::error::try_again) return false;
        if (error) {
            ended_ = true;
            unread_ = false;
            return true;
        }
        auto const of_first = std::min(sent, unsent_[0].size());
        unsent_[0] += of_first;
        unsent_[1] += sent - of_first;
    }
    return true;
}

Task<void> Session::write_rest() {
    do {
        error_code error;
        co_await socket_.async_wait(
            Socket::wait_write, asio::redirect_error(asio::use_awaitable, error)
        );
        if (error || late_) {
            ended_ = true;
            unread_ = false;
            co_return;
        }
    } while (!write_now());
}

Task<void> Session::linger() {
    // Closing with unread bytes resets the connection, and the client may lose the answer.
    error_code error;
    socket_.shutdown(Socket::shutdown_send, error);
    enter(Phase::lingering, server_->options.timeouts.linger);
    std::array<char, 4096> dropped;
    for (std::size_t total = 0; !error && !late_ && total < lingering_bytes_max;) {
        total += co_await socket_.async_read_some(
            asio::buffer(dropped), asio::redirect_error(asio::use_awaitable, error)
        );
    }
}

} // namespace qc::http_server
