// SPDX-License-Identifier: Apache-2.0
#include "realtime/application/seats.hpp"

#include <utility>

namespace qc::realtime {

Seats::Seat::Seat(Seat&& other) noexcept
    : seats_(std::exchange(other.seats_, nullptr))
    , user_(other.user_)
    , number_(other.number_) {}

Seats::Seat& Seats::Seat::operator=(Seat&& other) noexcept {
    std::swap(seats_, other.seats_);
    std::swap(user_, other.user_);
    std::swap(number_, other.number_);
    return *this;
}

Seats::Seat::~Seat() {
    if (seats_ != nullptr) seats_->free(user_, number_);
}

Seats::Seat Seats::take(UserId user, std::function<void()> leave) {
    std::function<void()> evict;
    std::uint64_t number = 0;
    {
        std::lock_guard const lock(mutex_);
        auto& taken = users_[user];
        if (taken.size() >= per_user) {
            evict = std::move(taken.front().leave);
            taken.erase(taken.begin());
        }
        number = ++last_number_;
        taken.push_back({number, std::move(leave)});
    }
    if (evict) evict();
    return Seat(*this, user, number);
}

void Seats::free(UserId user, std::uint64_t number) noexcept {
    std::lock_guard const lock(mutex_);
    auto const found = users_.find(user);
    if (found == users_.end()) return;
    std::erase_if(found->second, [number](Taken const& one) { return one.number == number; });
    if (found->second.empty()) users_.erase(found);
}

} // namespace qc::realtime
