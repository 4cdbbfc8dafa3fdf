// SPDX-License-Identifier: Apache-2.0
#include "redis/keep_connected.hpp"

#include "core/failure_text.hpp"
#include "resilience/backoff.hpp"
#include "resilience/random_between.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace qc::redis {

KeepConnected::KeepConnected(
    boost::asio::any_io_executor const& executor,
    std::string_view link,
    Options const& options,
    Random& random
)
    : pause_(executor)
    , link_(link)
    , options_(options)
    , random_(random) {}

Task<void> KeepConnected::run(std::function<Task<void>()> session) {
    while (!stopped_) {
        std::string why;
        try {
            co_await session();
        } catch (std::exception const& failure) {
            why = failure_text(failure);
        }
        if (stopped_) co_return;
        report(why);
        pause_.expires_after(next_pause());
        co_await pause_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    }
}

void KeepConnected::report(std::string_view why) const {
    if (options_.observer == nullptr) return;
    if (since_)
        options_.observer->lost(link_, why);
    else
        options_.observer->failed(link_, why);
}

void KeepConnected::established() {
    since_ = std::chrono::steady_clock::now();
    if (options_.observer != nullptr) options_.observer->connected(link_);
}

void KeepConnected::stop() {
    stopped_ = true;
    pause_.cancel();
}

/// Never nothing, and short again only after a session that lasted: a server that lets in and
/// throws out would be asked without end.
std::chrono::milliseconds KeepConnected::next_pause() {
    auto const now = std::chrono::steady_clock::now();
    if (since_ && now - *since_ >= options_.longest_pause) failures_ = 0;
    since_.reset();
    auto const longest =
        resilience::doubled(options_.first_pause, options_.longest_pause, failures_);
    ++failures_;
    return resilience::random_between(random_, longest / 2, longest);
}

} // namespace qc::redis
