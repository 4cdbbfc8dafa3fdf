// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

namespace qc::runs {

inline constexpr ErrorCode run_not_found{ErrorKind::not_found, "RUN_NOT_FOUND", "Run not found."};
inline constexpr ErrorCode point_not_found{
    ErrorKind::not_found, "POINT_NOT_FOUND", "Point not found."
};
inline constexpr ErrorCode hint_not_found{
    ErrorKind::not_found, "HINT_NOT_FOUND", "Hint not found."
};
inline constexpr ErrorCode checkin_not_found{
    ErrorKind::not_found, "CHECKIN_NOT_FOUND", "Check-in not found."
};
inline constexpr ErrorCode reward_request_not_found{
    ErrorKind::not_found, "REWARD_REQUEST_NOT_FOUND", "Reward request not found."
};
inline constexpr ErrorCode friendship_not_found{
    ErrorKind::not_found,
    "FRIENDSHIP_NOT_FOUND",
    "The specified friendship does not exist or is invalid."
};
/// Details: questId, price.
inline constexpr ErrorCode quest_not_purchased{
    ErrorKind::payment_required, "QUEST_NOT_PURCHASED", "This quest must be purchased first."
};
/// Details: questId, price.
inline constexpr ErrorCode subscription_required{
    ErrorKind::payment_required,
    "SUBSCRIPTION_REQUIRED",
    "This quest needs an active subscription or a purchase."
};
/// Details: runId.
inline constexpr ErrorCode run_already_active{
    ErrorKind::conflict, "RUN_ALREADY_ACTIVE", "You already have an active run of this quest."
};
/// Details: max.
inline constexpr ErrorCode run_limit_reached{
    ErrorKind::conflict, "RUN_LIMIT_REACHED", "Too many unfinished runs."
};
/// Details: max.
inline constexpr ErrorCode run_group_full{
    ErrorKind::conflict, "RUN_GROUP_FULL", "The group is full."
};
/// Details: state, allowed.
inline constexpr ErrorCode invalid_state{
    ErrorKind::conflict, "INVALID_STATE", "The operation is not allowed in the current state."
};
inline constexpr ErrorCode point_already_passed{
    ErrorKind::conflict, "POINT_ALREADY_PASSED", "This point is already passed."
};
/// Details: currentPointId.
inline constexpr ErrorCode checkin_out_of_order{
    ErrorKind::conflict, "CHECKIN_OUT_OF_ORDER", "Another point must be passed first."
};
/// Details: accuracy, max.
inline constexpr ErrorCode checkin_accuracy_too_low{
    ErrorKind::conflict, "CHECKIN_ACCURACY_TOO_LOW", "Location accuracy is too low."
};
inline constexpr ErrorCode checkin_implausible{
    ErrorKind::conflict, "CHECKIN_IMPLAUSIBLE", "The reported movement is not plausible."
};
/// Details: distance, allowed, accuracy.
inline constexpr ErrorCode checkin_out_of_range{
    ErrorKind::conflict, "CHECKIN_OUT_OF_RANGE", "You are too far from the point."
};
/// Details: pointId, answerKind.
inline constexpr ErrorCode answer_required{
    ErrorKind::invalid, "ANSWER_REQUIRED", "This point needs an answer."
};
/// Details: pointId, attemptsLeft.
inline constexpr ErrorCode wrong_answer{
    ErrorKind::invalid, "WRONG_ANSWER", "The answer is not correct."
};
inline constexpr ErrorCode too_many_attempts{
    ErrorKind::rate_limited, "TOO_MANY_ATTEMPTS", "Too many attempts."
};
inline constexpr ErrorCode hint_already_unlocked{
    ErrorKind::conflict, "HINT_ALREADY_UNLOCKED", "The hint is already unlocked."
};

[[nodiscard]] inline Error wrong_state(std::string_view state, std::vector<std::string> allowed) {
    return Error{&invalid_state}
        .with("state", std::string(state))
        .with("allowed", std::move(allowed));
}

} // namespace qc::runs
