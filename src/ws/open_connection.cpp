// SPDX-License-Identifier: Apache-2.0
#include "ws/open_connection.hpp"

#include "core/failure_text.hpp"
#include "telemetry/ecs.hpp"
#include "telemetry/log.hpp"
#include "ws/roster.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/system/system_error.hpp>

namespace qc::ws {
namespace {

/// A control frame holds 125 bytes, two of which are the code.
constexpr std::size_t reason_bytes_max = 123;

std::string_view shortened(std::string_view reason) {
    if (reason.size() <= reason_bytes_max) return reason;
    auto end = reason_bytes_max;
    // Not within a character: the reason must be UTF-8.
    while (end > 0 && (static_cast<unsigned char>(reason[end]) & 0xC0U) == 0x80U)
        --end;
    return reason.substr(0, end);
}

bool is_cancelled(std::exception_ptr const& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (boost::system::system_error const& error) {
        return error.code() == boost::asio::error::operation_aborted;
    } catch (...) {
        return false;
    }
}

} // namespace

OpenConnection::OpenConnection(std::shared_ptr<Roster> roster, Visitor visitor)
    : roster_(std::move(roster))
    , visitor_(std::move(visitor))
    , last_traffic_(roster_->clock.steady())
    , deadline_(last_traffic_ + roster_->options.close_within) {
    roster_->add(*this);
}

OpenConnection::~OpenConnection() {
    unlink();
    roster_->left();
}

void OpenConnection::begin(live::Opening const& opening) {
    begun_ = true;
    // Answered before the process began to stop, which has said goodbye to all it knew.
    if (roster_->stopping) close(live::close_code::going_away, "Server restart");
    std::exception_ptr failure;
    try {
        if (!closing_) session_ = opening(*this);
    } catch (...) {
        failure = std::current_exception();
    }
    if (failure) report(failure);
    forget_handshake();
    if (!session_) close(live::close_code::internal_error, "Internal error");
    pump();
}

void OpenConnection::forget_handshake() {
    http::Request ids;
    ids.correlation_id = std::move(visitor_.request.correlation_id);
    ids.trace_id = std::move(visitor_.request.trace_id);
    ids.client_address = std::move(visitor_.request.client_address);
    visitor_.request = std::move(ids);
}

Task<void> OpenConnection::deliver(std::string_view frame) {
    auto const session = session_;
    if (closing_ || !session) co_return;
    busy_ = true;
    std::exception_ptr failure;
    try {
        co_await session->text(frame);
    } catch (...) {
        failure = std::current_exception();
    }
    busy_ = false;
    if (failure) {
        if (!is_cancelled(failure)) report(failure);
        close(live::close_code::internal_error, "Internal error");
    }
    if (closing_)
        end_session();
    else
        reading_again();
}

void OpenConnection::send(live::Text text, std::int64_t event_id) {
    if (text) enqueue({std::move(text), event_id});
}

void OpenConnection::send_sign_of_life() {
    if (queue_.empty() && !writing_) enqueue({});
}

void OpenConnection::enqueue(Outgoing frame) {
    if (closing_) return;
    if (queue_.push(std::move(frame), roster_->options)) {
        pump();
        return;
    }
    queue_.clear();
    close(live::close_code::try_again_later, "Slow consumer");
    // A chunk is half sent and stays so: there is nothing to say goodbye with.
    if (transport() == live::Transport::event_stream) cut();
}

void OpenConnection::pump() {
    if (writing_ || close_started_ || !begun_) return;
    // A transport that fails by itself still has to send why.
    if (!is_transport_open()) return;
    if (!queue_.empty()) {
        current_ = queue_.take();
        writing_ = true;
        start_write();
    } else if (closing_) {
        close_started_ = true;
        start_close(code_, reason_);
    }
}

void OpenConnection::written(bool successfully) {
    writing_ = false;
    current_ = {};
    if (successfully)
        pump();
    else
        cut();
}

void OpenConnection::note_traffic() {
    last_traffic_ = roster_->clock.steady();
}

void OpenConnection::note_control_frame() {
    note_traffic();
    if (closing_ || !session_) return;
    try {
        session_->control_frame();
    } catch (...) {
        report(std::current_exception());
    }
}

void OpenConnection::close(std::uint16_t code, std::string_view reason) {
    if (closing_) return;
    reason_ = shortened(reason);
    start_closing(code);
    pump();
}

void OpenConnection::client_closes(std::uint16_t code) {
    close_started_ = true;
    queue_.clear();
    if (!closing_) start_closing(code);
}

void OpenConnection::start_closing(std::uint16_t code) {
    closing_ = true;
    code_ = code;
    deadline_ = roster_->clock.steady() + roster_->options.close_within;
    boost::asio::post(roster_->executor, [self = shared_from_this()] { self->end_session(); });
}

void OpenConnection::ended(std::uint16_t code) {
    if (code_ == 0) code_ = code;
    closing_ = close_started_ = true;
    queue_.clear();
    end_session();
}

void OpenConnection::end_session() {
    if (busy_ || !session_) return;
    auto const session = std::move(session_);
    try {
        session->closed(code_);
    } catch (...) {
        report(std::current_exception());
    }
}

void OpenConnection::look_at_clock(Clock::Steady now) {
    if (closing_ || !begun_) {
        if (now >= deadline_) cut();
    } else if (is_transport_open()) {
        look_at_pulse(now);
    } else {
        start_closing(live::close_code::protocol_error);
    }
}

void OpenConnection::say_goodbye() {
    if (session_ && !closing_) {
        try {
            send(session_->farewell());
        } catch (...) {
            report(std::current_exception());
        }
    }
    close(live::close_code::going_away, "Server restart");
}

void OpenConnection::report(std::exception_ptr const& failure) const {
    telemetry::Fields fields;
    fields.add(telemetry::ecs::correlation_id, visitor_.request.correlation_id);
    try {
        std::rethrow_exception(failure);
    } catch (std::exception const& error) {
        fields.add(telemetry::ecs::error_message, failure_text(error));
    } catch (...) {
        fields.add(telemetry::ecs::error_message, "an exception of unknown type");
    }
    telemetry::log(
        telemetry::Level::error, telemetry::Action::error, "A live connection failed", fields
    );
}

void limit_send_buffer(boost::asio::ip::tcp::socket& socket, int bytes) {
    if (bytes == 0) return;
    boost::system::error_code ignored;
    socket.set_option(boost::asio::socket_base::send_buffer_size(bytes), ignored);
}

} // namespace qc::ws
