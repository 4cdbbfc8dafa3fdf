// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pg/alarm.hpp"

#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace qc::pg {

/// Counts how many may be inside at a time; the others wait in order, in a bounded queue.
class Turnstile : public std::enable_shared_from_this<Turnstile> {
public:
    class Permit {
    public:
        Permit() = default;
        Permit(std::shared_ptr<Turnstile> turnstile, std::size_t count);
        Permit(Permit&& other) noexcept;
        Permit& operator=(Permit&& other) noexcept;
        ~Permit();

    private:
        std::shared_ptr<Turnstile> turnstile_;
        std::size_t count_ = 0;
    };

    struct Limits {
        std::size_t places;
        std::size_t queue;
        std::chrono::milliseconds timeout;
    };

    /// `changed` (may be empty) is told how many are inside and how many wait.
    Turnstile(
        boost::asio::any_io_executor executor,
        Limits limits,
        std::function<void(std::size_t, std::size_t)> changed
    );

    /// A permit for `count` places when nobody waits and there is room.
    [[nodiscard]] std::optional<Permit> try_enter(std::size_t count);

    /// Throws Unavailable at once when the queue is full, and when the timeout passes.
    [[nodiscard]] Task<Permit> enter(std::size_t count);

private:
    struct Waiter {
        Waiter(boost::asio::any_io_executor const& executor, std::size_t wanted)
            : alarm(executor)
            , count(wanted) {}

        Alarm alarm;
        std::size_t count;
        Permit permit;
    };

    void leave(std::size_t count);
    void admit();
    void forget(std::shared_ptr<Waiter> const& waiter);

    void report() const {
        if (changed_) changed_(inside_, waiting_.size());
    }

    boost::asio::any_io_executor executor_;
    Limits limits_;
    std::function<void(std::size_t, std::size_t)> changed_;
    std::size_t inside_ = 0;
    std::deque<std::shared_ptr<Waiter>> waiting_;
};

} // namespace qc::pg
