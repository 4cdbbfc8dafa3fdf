// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

namespace qc::wallets {

inline constexpr ErrorCode user_not_found{
    ErrorKind::not_found, "USER_NOT_FOUND", "User not found."
};
inline constexpr ErrorCode self_transfer{
    ErrorKind::invalid, "SELF_TRANSFER", "Cannot transfer credits to yourself."
};
inline constexpr ErrorCode recipient_not_eligible{
    ErrorKind::invalid, "RECIPIENT_NOT_ELIGIBLE", "Recipient cannot receive credits."
};
/// Details: questId, price.
inline constexpr ErrorCode subscription_required{
    ErrorKind::payment_required,
    "SUBSCRIPTION_REQUIRED",
    "This quest needs an active subscription or a purchase."
};
/// Details: purchaseId.
inline constexpr ErrorCode already_purchased{
    ErrorKind::conflict, "ALREADY_PURCHASED", "The quest is already purchased."
};
/// A balance would pass its cap.
inline constexpr ErrorCode invalid_state{
    ErrorKind::conflict, "INVALID_STATE", "The operation is not allowed in the current state."
};
inline constexpr ErrorCode too_many_requests{
    ErrorKind::rate_limited, "TOO_MANY_REQUESTS", "Too many requests."
};

} // namespace qc::wallets
