// SPDX-License-Identifier: Apache-2.0
#include "realtime/application/new_chats.hpp"

#include <algorithm>

namespace qc::realtime {
namespace {

/// Longer than a transaction may last: a chat may be seen after one with a higher number.
constexpr std::chrono::seconds settling{10};

} // namespace

Task<std::vector<std::pair<ChatId, UserId>>> NewChats::look() {
    auto const now = clock_.steady();
    if (!settled_) {
        auto const newest = co_await queries_.newest_chat();
        settled_ = noted_ = newest_ = newest;
        noted_at_ = now;
        co_return std::vector<std::pair<ChatId, UserId>>{};
    }
    auto found = co_await queries_.participants_after(*settled_);
    for (auto const& [chat, user] : found)
        newest_ = std::max(newest_, chat);
    if (now - noted_at_ >= settling) {
        settled_ = std::exchange(noted_, newest_);
        noted_at_ = now;
    }
    co_return found;
}

} // namespace qc::realtime
