// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"

#include <cstdint>
#include <functional>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace qc::realtime {

/// Connections of each user of this process, whatever carries them. Safe from any thread.
class Seats {
public:
    static constexpr std::size_t per_user = 5;

    /// Frees its place when it is destroyed. The seats outlive it.
    class Seat {
    public:
        Seat() = default;
        Seat(Seat&& other) noexcept;
        Seat& operator=(Seat&& other) noexcept;
        ~Seat();

    private:
        friend Seats;

        Seat(Seats& seats, UserId user, std::uint64_t number)
            : seats_(&seats)
            , user_(user)
            , number_(number) {}

        Seats* seats_ = nullptr;
        UserId user_;
        std::uint64_t number_ = 0;
    };

    /// Always gives one. When the user has too many, the one that was taken first is lost: its
    /// `leave` is called, on the thread of this call, and must not call the seats.
    [[nodiscard]] Seat take(UserId user, std::function<void()> leave);

private:
    struct Taken {
        std::uint64_t number;
        std::function<void()> leave;
    };

    void free(UserId user, std::uint64_t number) noexcept;

    std::mutex mutex_;
    std::uint64_t last_number_ = 0;
    /// The oldest first.
    std::unordered_map<UserId, std::vector<Taken>> users_;
};

} // namespace qc::realtime
