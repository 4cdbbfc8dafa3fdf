// SPDX-License-Identifier: Apache-2.0
#include "chats/domain/rules.hpp"

#include "core/text.hpp"

namespace qc::chats {
namespace {

constexpr std::chrono::hours author_may_delete_for{24};

Error refused(std::string_view member, std::string_view why) {
    return value_error({std::string("body"), std::string(member)}, why);
}

bool is_storable(std::string_view text) {
    return is_utf8(text) && text.find('\0') == std::string_view::npos;
}

} // namespace

Result<Nothing> check_text(std::string_view text, bool has_file) {
    if (!is_storable(text)) return refused("text", "Text should be valid UTF-8 without NUL.");
    if (code_points(text) > longest_text)
        return refused("text", "Text should have at most 4000 characters.");
    if (text.empty() && !has_file) return refused("text", "Text can't be empty without a file.");
    return nothing;
}

Result<Nothing> check_client_id(std::string_view client_id) {
    if (is_storable(client_id) && code_points(client_id) <= longest_client_id) return nothing;
    return refused("clientId", "clientId should have at most 64 characters.");
}

DeletionRight deletion_right(Deleter const& deleter, Instant written_at, Instant now) {
    using enum DeletionRight;
    if (deleter.may_moderate) return granted;
    if (!deleter.is_participant) return hidden;
    if (deleter.may_delete_messages) return granted;
    bool const is_fresh = now - written_at <= author_may_delete_for;
    return deleter.is_author && is_fresh ? granted : denied;
}

} // namespace qc::chats
