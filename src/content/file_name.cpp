// SPDX-License-Identifier: Apache-2.0
#include "content/file_name.hpp"

#include "content/errors.hpp"
#include "core/text.hpp"

#include <algorithm>
#include <array>

namespace qc::content {

namespace {

constexpr std::array<std::string_view, 46> forbidden_extensions{
    "exe",  "bat",  "cmd",  "com",  "pif",      "scr",      "vbs",  "vbe",  "js",   "jse",
    "ws",   "wsf",  "wsc",  "wsh",  "ps1",      "ps1xml",   "ps2",  "psc1", "psc2", "msh",
    "scf",  "lnk",  "inf",  "reg",  "docm",     "dotm",     "xlsm", "xltm", "xlam", "pptm",
    "potm", "ppam", "ppsm", "sldm", "jar",      "deb",      "rpm",  "dmg",  "pkg",  "msi",
    "sys",  "dll",  "drv",  "ocx",  "htaccess", "htpasswd",
};

/// Windows drops trailing spaces of a name, so "a.exe " runs.
std::string_view without_outer_spaces(std::string_view segment) {
    auto const first = segment.find_first_not_of(' ');
    if (first == std::string_view::npos) return {};
    return segment.substr(first, segment.find_last_not_of(' ') - first + 1);
}

bool is_forbidden(std::string_view segment) {
    auto const extension = ascii_lower(without_outer_spaces(segment));
    return !extension.empty() &&
           std::ranges::find(forbidden_extensions, extension) != forbidden_extensions.end();
}

/// Any part behind a dot counts: "report.exe.png" hides its real extension from some viewers.
bool has_forbidden_extension(std::string_view file_name) {
    auto dot = file_name.find('.');
    while (dot != std::string_view::npos) {
        auto const next = file_name.find('.', dot + 1);
        if (is_forbidden(file_name.substr(dot + 1, next - dot - 1))) return true;
        dot = next;
    }
    return false;
}

} // namespace

Result<Nothing> check_file_name(std::string_view file_name) {
    if (file_name.size() > max_file_name_bytes) return refused_name_length(file_name.size());
    if (!is_utf8(file_name)) return refused_name(file_name, "not valid UTF-8");
    if (file_name.find("..") != std::string_view::npos)
        return refused_name(file_name, "path traversal");
    if (file_name.find_first_of("/\\") != std::string_view::npos)
        return refused_name(file_name, "path separator");
    if (has_control(file_name)) return refused_name(file_name, "control character");
    if (file_name.find_first_of("<>:\"|?*") != std::string_view::npos)
        return refused_name(file_name, "forbidden character");
    if (has_forbidden_extension(file_name)) return refused_name(file_name, "forbidden extension");
    return nothing;
}

} // namespace qc::content
