// SPDX-License-Identifier: Apache-2.0
#include "live/local_fanout.hpp"

#include <boost/asio/post.hpp>

namespace qc::live {
namespace {

constexpr std::size_t inbox_limit = 10'000;

} // namespace

struct LocalFanout::Inbox : std::enable_shared_from_this<Inbox> {
    Inbox(boost::asio::any_io_executor where, Receive what)
        : executor(std::move(where))
        , receive(std::move(what)) {}

    void put(Signal const& signal) {
        std::lock_guard const lock(mutex);
        if (waiting.size() >= inbox_limit) return;
        waiting.push_back(signal);
        // One wake-up takes all that has gathered until it runs.
        if (waiting.size() == 1) {
            boost::asio::post(executor, [self = shared_from_this()] { self->take(); });
        }
    }

    void take() {
        std::vector<Signal> signals;
        {
            std::lock_guard const lock(mutex);
            signals.swap(waiting);
        }
        for (auto const& signal : signals)
            if (receive) receive(signal);
    }

    boost::asio::any_io_executor executor;
    /// Touched on the thread of the executor only; empty after the end.
    Receive receive;
    std::mutex mutex;
    std::vector<Signal> waiting;
};

LocalFanout::Subscription& LocalFanout::Subscription::operator=(Subscription&& other) noexcept {
    if (this != &other) {
        end();
        inbox_ = std::move(other.inbox_);
    }
    return *this;
}

LocalFanout::Subscription::~Subscription() {
    end();
}

void LocalFanout::Subscription::end() noexcept {
    if (inbox_) inbox_->receive = nullptr;
    inbox_.reset();
}

LocalFanout::Subscription
LocalFanout::subscribe(boost::asio::any_io_executor executor, Receive receive) {
    auto inbox = std::make_shared<Inbox>(std::move(executor), std::move(receive));
    std::lock_guard const lock(mutex_);
    std::erase_if(inboxes_, [](auto const& known) { return known.expired(); });
    inboxes_.push_back(inbox);
    return Subscription(std::move(inbox));
}

void LocalFanout::publish(Signal signal) noexcept {
    deliver(signal);
    std::lock_guard const lock(mutex_);
    if (relay_ != nullptr) relay_->publish(signal);
}

void LocalFanout::deliver(Signal const& signal) noexcept {
    std::lock_guard const lock(mutex_);
    for (auto const& known : inboxes_) {
        if (auto const inbox = known.lock()) inbox->put(signal);
    }
}

void LocalFanout::relay_to(Signals* relay) noexcept {
    std::lock_guard const lock(mutex_);
    relay_ = relay;
}

} // namespace qc::live
