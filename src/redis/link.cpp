// SPDX-License-Identifier: Apache-2.0
#include "redis/link.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>

namespace qc::redis {
namespace {

/// Connecting anew may find the one that our name leads to now, or waits until this one is ready.
/// Scripts repeat what their commands were told somewhere in their own error.
bool is_of_another_server(std::string_view error) {
    return error.find("READONLY") != std::string_view::npos || error.starts_with("LOADING") ||
           error.starts_with("NOAUTH");
}

} // namespace

Pending::Pending(
    boost::asio::any_io_executor const& executor,
    ReplyCheck check,
    resilience::CircuitBreaker::Permit permit
)
    : settled_(executor, boost::asio::steady_timer::time_point::max())
    , check_(std::move(check)) {
    permit_.emplace(std::move(permit));
}

Task<void> Pending::wait() {
    if (done_) co_return;
    auto const [error] =
        co_await settled_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    if (!done_) throw boost::system::system_error(error);
}

bool Pending::answer(Reply& reply) {
    if (!check_(reply)) {
        fail();
        return false;
    }
    reply_.emplace(std::move(reply));
    permit_->succeed();
    settle();
    return true;
}

void Pending::fail() {
    permit_->fail();
    settle();
}

void Pending::settle() {
    done_ = true;
    settled_.cancel();
}

Link::Link(boost::asio::any_io_executor const& executor, Options const& options)
    : options_(options)
    , wire_(executor, options)
    , overdue_(executor) {}

bool Link::has_room() const noexcept {
    return !closed_ && sent_.size() < options_.max_in_flight;
}

Task<void> Link::serve() {
    for (;;) {
        auto reply = co_await wire_.receive();
        if (sent_.empty()) throw WireError("an answer that nobody asked for");
        auto const pending = std::move(sent_.front().pending);
        sent_.pop_front();
        if (!pending->answer(reply)) judge(reply);
    }
}

/// An error is an answer, and those behind it are still in order: a full memory or one bad key must
/// not cost everybody else the connection.
void Link::judge(Reply const& unfit) const {
    if (unfit.kind != Reply::Kind::error) throw WireError("not the answer to the command");
    auto const code = error_code_of(unfit.text);
    if (is_of_another_server(unfit.text)) throw WireError("Redis refuses commands: " + code);
    if (options_.observer != nullptr) options_.observer->refused(code);
}

void Link::push(std::string bytes, std::shared_ptr<Pending> pending) {
    auto const due = std::chrono::steady_clock::now() + options_.command_timeout;
    sent_.push_back({std::move(pending), due});
    outgoing_ += bytes;
    if (!watching_) watch();
    if (std::exchange(writing_, true)) return;
    boost::asio::co_spawn(
        overdue_.get_executor(), write(shared_from_this()), boost::asio::detached
    );
}

Task<void> Link::write(std::shared_ptr<Link> self) {
    try {
        while (!self->closed_ && !self->outgoing_.empty()) {
            auto bytes = std::exchange(self->outgoing_, {});
            co_await self->wire_.send(std::move(bytes));
        }
    } catch (boost::system::system_error const&) {
        self->close("the connection broke");
    }
    self->writing_ = false;
}

/// All commands have the same time, so the oldest is due first.
void Link::watch() {
    watching_ = !closed_ && !sent_.empty();
    if (!watching_) return;
    overdue_.expires_at(sent_.front().due);
    overdue_.async_wait([weak = weak_from_this()](boost::system::error_code cancelled) {
        auto const self = weak.lock();
        if (cancelled || !self) return;
        bool const late =
            !self->sent_.empty() && self->sent_.front().due <= std::chrono::steady_clock::now();
        if (late) {
            self->close("no answer in time");
        }
        self->watch();
    });
}

void Link::close(std::string_view why) noexcept {
    if (std::exchange(closed_, true)) return;
    why_ = why;
    wire_.close();
    overdue_.cancel();
    for (auto const& sent : std::exchange(sent_, {}))
        sent.pending->fail();
}

} // namespace qc::redis
