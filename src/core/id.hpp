// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/uuid.hpp"

#include <compare>
#include <cstdint>
#include <functional>

namespace qc {

/// A row's integer key that cannot be mistaken for the key of another table. Valid ids are
/// positive; most fit 32 bits, those of journals go up to 2^53.
template <class Tag, class Number = std::int32_t>
struct Id {
    Number value{};

    auto operator<=>(Id const&) const = default;
};

/// The same for keys that are UUIDs.
template <class Tag>
struct UuidId {
    Uuid value{};

    [[nodiscard]] std::string text() const { return value.text(); }

    auto operator<=>(UuidId const&) const = default;
};

using UserId = UuidId<struct UserTag>;
using SessionId = UuidId<struct SessionTag>;
using RunId = UuidId<struct RunTag>;

using ProfileId = Id<struct ProfileTag>;
using QuestId = Id<struct QuestTag>;
using PointId = Id<struct PointTag>;
using PlaceSettingsId = Id<struct PlaceSettingsTag>;
using HintId = Id<struct HintTag>;
using ChatId = Id<struct ChatTag>;
using MessageId = Id<struct MessageTag>;
using FriendRequestId = Id<struct FriendRequestTag>;
using NotificationId = Id<struct NotificationTag, std::int64_t>;
using MerchId = Id<struct MerchTag>;
using PurchaseId = Id<struct PurchaseTag>;
using CheckinId = Id<struct CheckinTag, std::int64_t>;
using EntryId = Id<struct EntryTag, std::int64_t>;

} // namespace qc

template <class Tag>
struct std::hash<qc::UuidId<Tag>> {
    std::size_t operator()(qc::UuidId<Tag> const& id) const noexcept {
        return std::hash<qc::Uuid>{}(id.value);
    }
};

template <class Tag, class Number>
struct std::hash<qc::Id<Tag, Number>> {
    std::size_t operator()(qc::Id<Tag, Number> const& id) const noexcept {
        return std::hash<Number>{}(id.value);
    }
};
