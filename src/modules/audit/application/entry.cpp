// SPDX-License-Identifier: Apache-2.0
#include "audit/application/entry.hpp"

#include "core/shortened_address.hpp"
#include "core/text.hpp"

namespace qc::audit {
namespace {

constexpr std::size_t longest_name = 128;
constexpr std::size_t longest_object_id = 1024;
constexpr std::string_view no_text = "?";

/// The byte where the code point after `count` others begins.
std::size_t end_of(std::string_view text, std::size_t count) {
    std::size_t at = 0;
    for (std::size_t seen = 0; at < text.size(); ++at) {
        bool const continues = (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
        if (!continues && seen++ == count) break;
    }
    return at;
}

/// PostgreSQL takes no NUL and no broken UTF-8.
std::string fitted(std::string text, std::size_t longest) {
    if (!is_utf8(text) || text.find('\0') != std::string::npos) return std::string(no_text);
    text.resize(end_of(text, longest));
    return text;
}

} // namespace

Entry entry_of(Act act, Instant now) {
    Entry entry;
    entry.actor = act.actor;
    entry.action = fitted(std::move(act.action), longest_name);
    entry.object_type = fitted(std::move(act.object_type), longest_name);
    entry.object_id = fitted(std::move(act.object_id), longest_object_id);
    entry.data = std::move(act.data);
    if (act.client_address) entry.ip = shortened_address(*act.client_address);
    entry.created_at = now;
    return entry;
}

} // namespace qc::audit
