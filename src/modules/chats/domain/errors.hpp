// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

namespace qc::chats {

inline constexpr ErrorCode cant_chat_with_self{
    ErrorKind::invalid, "CANT_CHAT_WITH_SELF", "Can't chat with yourself."
};
inline constexpr ErrorCode recipient_is_blocked{
    ErrorKind::forbidden, "RECIPIENT_IS_BLOCKED", "Recipient is blocked."
};
inline constexpr ErrorCode recipient_not_found{
    ErrorKind::not_found, "RECIPIENT_NOT_FOUND", "Recipient not found."
};
inline constexpr ErrorCode chat_not_found{
    ErrorKind::not_found, "CHAT_NOT_FOUND", "Chat not found."
};
inline constexpr ErrorCode message_not_found{
    ErrorKind::not_found, "MESSAGE_NOT_FOUND", "Message not found."
};
inline constexpr ErrorCode chat_already_exists{
    ErrorKind::conflict, "CHAT_ALREADY_EXISTS", "Chat between users already exists."
};

} // namespace qc::chats
