// SPDX-License-Identifier: Apache-2.0
#include "access/login_names.hpp"

#include <algorithm>

namespace qc::access {
namespace {

constexpr std::size_t longest_local_part = 64;
constexpr std::size_t longest_label = 63;

bool is_alphanumeric(char character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           (character >= '0' && character <= '9');
}

// atext of RFC 5322.
bool is_atom_character(char character) {
    constexpr std::string_view also = "!#$%&'*+-/=?^_`{|}~";
    return is_alphanumeric(character) || also.find(character) != std::string_view::npos;
}

bool is_atom(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_atom_character);
}

bool is_label(std::string_view text) {
    auto const allowed = [](char character) {
        return is_alphanumeric(character) || character == '-';
    };
    return !text.empty() && text.size() <= longest_label && text.front() != '-' &&
           text.back() != '-' && std::ranges::all_of(text, allowed);
}

bool all_parts(std::string_view text, bool (*good)(std::string_view)) {
    while (true) {
        auto const dot = text.find('.');
        if (!good(text.substr(0, dot))) return false;
        if (dot == std::string_view::npos) return true;
        text.remove_prefix(dot + 1);
    }
}

bool is_mailbox(std::string_view text) {
    auto const at = text.rfind('@');
    // No `@` at all is found beyond every length.
    if (at > longest_local_part) return false;
    return all_parts(text.substr(0, at), is_atom) && all_parts(text.substr(at + 1), is_label);
}

} // namespace

bool UsernameRule::fits(std::string_view text) {
    return letters_or(text, "0123456789_.-");
}

bool EmailRule::fits(std::string_view text) {
    return is_mailbox(text);
}

} // namespace qc::access
