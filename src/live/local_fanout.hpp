// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "live/signals.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace qc::live {

/// Between the workers of one process. Safe from any thread.
class LocalFanout final : public Signals {
    struct Inbox;

public:
    using Receive = std::function<void(Signal const&)>;

    /// Ends what subscribe() began; destroyed on the thread of its executor.
    class Subscription {
    public:
        Subscription() = default;

        explicit Subscription(std::shared_ptr<Inbox> inbox) : inbox_(std::move(inbox)) {}

        Subscription(Subscription&&) noexcept = default;
        Subscription& operator=(Subscription&& other) noexcept;
        ~Subscription();

    private:
        void end() noexcept;

        std::shared_ptr<Inbox> inbox_;
    };

    /// From now on `receive` runs on `executor`, whose events run on one thread, for every signal
    /// of this process, in the order of publish(). A receiver that falls 10,000 signals behind
    /// misses the newest: they are best effort.
    [[nodiscard]] Subscription subscribe(boost::asio::any_io_executor executor, Receive receive);

    /// Here and, through the relay, elsewhere.
    void publish(Signal signal) noexcept override;

    /// Here only: it came from elsewhere.
    void deliver(Signal const& signal) noexcept;

    /// Where publish() also goes from now on; null for nowhere. Its publish() must not come back
    /// here.
    void relay_to(Signals* relay) noexcept;

private:
    std::mutex mutex_;
    std::vector<std::weak_ptr<Inbox>> inboxes_;
    Signals* relay_ = nullptr;
};

} // namespace qc::live
