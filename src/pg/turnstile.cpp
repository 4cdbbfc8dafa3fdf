// SPDX-License-Identifier: Apache-2.0
#include "pg/turnstile.hpp"

#include "pg/errors.hpp"

#include <algorithm>
#include <utility>

namespace qc::pg {

Turnstile::Permit::Permit(std::shared_ptr<Turnstile> turnstile, std::size_t count)
    : turnstile_(std::move(turnstile))
    , count_(count) {}

Turnstile::Permit::Permit(Permit&& other) noexcept
    : turnstile_(std::move(other.turnstile_))
    , count_(std::exchange(other.count_, 0)) {}

Turnstile::Permit& Turnstile::Permit::operator=(Permit&& other) noexcept {
    std::swap(turnstile_, other.turnstile_);
    std::swap(count_, other.count_);
    return *this;
}

Turnstile::Permit::~Permit() {
    if (turnstile_) turnstile_->leave(count_);
}

Turnstile::Turnstile(
    boost::asio::any_io_executor executor,
    Limits limits,
    std::function<void(std::size_t, std::size_t)> changed
)
    : executor_(std::move(executor))
    , limits_(limits)
    , changed_(std::move(changed)) {}

std::optional<Turnstile::Permit> Turnstile::try_enter(std::size_t count) {
    count = std::min(count, limits_.places);
    if (!waiting_.empty() || inside_ + count > limits_.places) return std::nullopt;
    inside_ += count;
    report();
    return Permit(shared_from_this(), count);
}

Task<Turnstile::Permit> Turnstile::enter(std::size_t count) {
    if (auto permit = try_enter(count)) co_return std::move(*permit);
    if (waiting_.size() >= limits_.queue) raise_unavailable("too many wait for the database");
    auto const waiter = std::make_shared<Waiter>(executor_, std::min(count, limits_.places));
    waiting_.push_back(waiter);
    report();

    // Also runs when the waiting coroutine is cancelled or destroyed.
    struct Leave {
        std::shared_ptr<Turnstile> turnstile;
        std::shared_ptr<Waiter> waiter;

        ~Leave() { turnstile->forget(waiter); }
    };

    Leave const leave{shared_from_this(), waiter};
    auto const until = std::chrono::steady_clock::now() + limits_.timeout;
    bool const admitted = co_await waiter->alarm.wait(until);
    if (!admitted) raise_unavailable("no database connection became free in time");
    co_return std::move(waiter->permit);
}

void Turnstile::leave(std::size_t count) {
    inside_ -= count;
    admit();
    report();
}

void Turnstile::admit() {
    while (!waiting_.empty() && inside_ + waiting_.front()->count <= limits_.places) {
        auto const next = std::move(waiting_.front());
        waiting_.pop_front();
        inside_ += next->count;
        next->permit = Permit(shared_from_this(), next->count);
        next->alarm.ring();
    }
}

void Turnstile::forget(std::shared_ptr<Waiter> const& waiter) {
    std::erase(waiting_, waiter);
    // The one that gave up may have been the big one that held up the others.
    admit();
    report();
}

} // namespace qc::pg
