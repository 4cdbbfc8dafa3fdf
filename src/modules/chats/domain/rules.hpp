// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/id.hpp"
#include "core/result.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace qc::chats {

inline constexpr std::size_t longest_text = 4000;
inline constexpr std::size_t longest_client_id = 64;
inline constexpr int max_previews = 200;

/// A repeated clientId answers the first message for so long.
inline constexpr std::chrono::hours client_id_life{24};
inline constexpr std::chrono::hours event_life{7 * 24};
inline constexpr std::chrono::hours report_window{30 * 24};
/// More than that is cheaper to load anew.
inline constexpr int max_replay = 1000;

/// Valid UTF-8 of at most 4,000 code points without NUL; empty only beside a file.
[[nodiscard]] Result<Nothing> check_text(std::string_view text, bool has_file);

[[nodiscard]] Result<Nothing> check_client_id(std::string_view client_id);

/// Who asks for a message to be deleted, and which rights of the matrix he has.
struct Deleter {
    bool is_author = false;
    bool is_participant = false;
    /// delete_messages: in any own chat.
    bool may_delete_messages = false;
    /// moderate_chats: anywhere.
    bool may_moderate = false;
};

enum class DeletionRight { granted, denied, hidden };

/// `hidden` when the caller must not even learn that there is such a message.
[[nodiscard]] DeletionRight deletion_right(Deleter const& deleter, Instant written_at, Instant now);

} // namespace qc::chats
