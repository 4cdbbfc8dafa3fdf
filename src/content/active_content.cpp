// SPDX-License-Identifier: Apache-2.0
#include "content/active_content.hpp"

#include "content/errors.hpp"
#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace qc::content {

namespace {

constexpr std::size_t searched_text_bytes = 1024;

constexpr std::array<std::string_view, 18> script_marks{
    "<script",
    "javascript:",
    "vbscript:",
    "<?php",
    "<?=",
    "<%",
    "<html",
    "<!doctype",
    "<iframe",
    "<object",
    "<embed",
    "<applet",
    "<svg",
    "onload=",
    "onerror=",
    "onclick=",
    "<meta ",
    "data:text/html",
};

constexpr std::array<std::string_view, 3> pdf_actions{"JavaScript", "Launch", "OpenAction"};

/// No name that matters is longer; PDF itself allows 127.
constexpr std::size_t longest_name = 16;

Result<Nothing> check_text(std::string_view bytes) {
    auto head = std::string(bytes.substr(0, searched_text_bytes));
    // UTF-16 puts a zero byte beside every letter of a tag.
    std::erase(head, '\0');
    auto const text = ascii_lower(head);
    if (text.starts_with("#!")) return refused_content("script");
    auto const found = std::ranges::any_of(script_marks, [&](std::string_view mark) {
        return text.find(mark) != std::string::npos;
    });
    if (found) return refused_content("active content in text");
    return nothing;
}

bool ends_name(char byte) {
    constexpr std::string_view delimiters("\0\t\n\f\r ()<>[]{}/%", 16);
    return delimiters.find(byte) != std::string_view::npos;
}

/// The name behind a slash with its #xx escapes undone, for "/J#61vaScript" is the same name.
std::string name_at(std::string_view bytes, std::size_t at) {
    std::string name;
    while (at < bytes.size() && !ends_name(bytes[at]) && name.size() <= longest_name) {
        unsigned value = 0;
        auto const* const first = bytes.data() + at + 1;
        bool const escaped = bytes[at] == '#' && at + 2 < bytes.size() &&
                             std::from_chars(first, first + 2, value, 16).ptr == first + 2;
        name += escaped ? static_cast<char>(value) : bytes[at];
        at += escaped ? 3 : 1;
    }
    return name;
}

Result<Nothing> check_pdf(std::string_view bytes) {
    auto slash = bytes.find('/');
    while (slash != std::string_view::npos) {
        auto const name = name_at(bytes, slash + 1);
        if (std::ranges::find(pdf_actions, name) != pdf_actions.end())
            return refused_content("PDF action /" + name);
        slash = bytes.find('/', slash + 1);
    }
    return nothing;
}

} // namespace

Result<Nothing> check_active_content(FileType type, std::string_view bytes) {
    if (type == FileType::plain_text || type == FileType::csv) return check_text(bytes);
    if (type == FileType::pdf) return check_pdf(bytes);
    return nothing;
}

Result<Nothing> check_test_virus(std::string_view bytes) {
    // Only its second half: a program that held the whole would be taken for the virus itself.
    constexpr std::string_view signature = "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";
    if (bytes.find(signature) == std::string_view::npos) return nothing;
    return refused_virus("Eicar-Test-Signature");
}

} // namespace qc::content
