// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"

#include <cstdint>
#include <string>

namespace qc::realtime {

/// Why the server ends a connection: a close code of RFC 6455 and the reason of the contract.
struct Closing {
    static constexpr std::uint16_t policy_violation = 1008;
    static constexpr std::uint16_t try_again_later = 1013;

    std::uint16_t code = policy_violation;
    std::string reason;

    bool operator==(Closing const&) const = default;

    [[nodiscard]] static Closing token_missing() {
        return {policy_violation, "Missing authentication token"};
    }

    [[nodiscard]] static Closing token_invalid() {
        return {policy_violation, "Invalid or expired token"};
    }

    [[nodiscard]] static Closing chat_denied(ChatId chat) {
        return {policy_violation, "Access denied to chat " + std::to_string(chat.value)};
    }

    [[nodiscard]] static Closing user_inactive() { return {policy_violation, "User is inactive"}; }

    [[nodiscard]] static Closing session_revoked() { return {policy_violation, "Session revoked"}; }

    [[nodiscard]] static Closing rate_limit() { return {policy_violation, "Rate limit"}; }

    [[nodiscard]] static Closing too_many_connections() {
        return {policy_violation, "Too many connections"};
    }

    [[nodiscard]] static Closing unavailable() {
        return {try_again_later, "Service is unavailable"};
    }
};

} // namespace qc::realtime
