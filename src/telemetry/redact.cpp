// SPDX-License-Identifier: Apache-2.0
#include "telemetry/redact.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace qc::telemetry {
namespace {

constexpr std::array<std::string_view, 8> secrets{
    "password", "token", "secret", "key", "authorization", "code", "word", "answer"
};
constexpr std::array<std::string_view, 2> harmless{"error.code", "http.response.status_code"};

/// Malformed escapes stay as they are.
std::string percent_decoded(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        unsigned byte = static_cast<unsigned char>(text.front());
        std::size_t length = 1;
        if (text.front() == '%' && text.size() >= 3) {
            auto const [end, error] = std::from_chars(text.data() + 1, text.data() + 3, byte, 16);
            if (error == std::errc{} && end == text.data() + 3) length = 3;
        }
        out.push_back(length == 3 ? static_cast<char>(byte) : text.front());
        text.remove_prefix(length);
    }
    return out;
}

constexpr char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

/// Without a copy: every field of every line is asked. `wanted` is lower-case.
bool contains(std::string_view text, std::string_view wanted) {
    return !std::ranges::search(text, wanted, {}, lower).empty();
}

bool is_secret_parameter(std::string_view parameter) {
    auto const name = percent_decoded(parameter.substr(0, parameter.find('=')));
    return is_sensitive(name) || contains(name, "ticket");
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        auto const end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

std::string_view without_trailing_slash(std::string_view path) {
    if (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
    return path;
}

bool is_token_parameter(std::string_view segment) {
    return segment.starts_with('{') && contains(segment, "token");
}

} // namespace

bool is_sensitive(std::string_view key) {
    if (std::ranges::find(harmless, key) != harmless.end()) return false;
    return std::ranges::any_of(secrets, [key](std::string_view secret) {
        return contains(key, secret);
    });
}

std::string redact_target(std::string_view target) {
    auto const question = target.find('?');
    std::string out(target.substr(0, question));
    if (question == std::string_view::npos) return out;
    char separator = '?';
    for (auto const parameter : split(target.substr(question + 1), '&')) {
        if (is_secret_parameter(parameter)) continue;
        out.append(1, separator).append(parameter);
        separator = '&';
    }
    return out;
}

std::string redact_path(std::string_view route, std::string_view path) {
    if (!contains(route, "token")) return std::string(without_trailing_slash(path));
    auto const names = split(without_trailing_slash(route), '/');
    auto segments = split(without_trailing_slash(path), '/');
    auto const common = std::min(names.size(), segments.size());
    for (std::size_t i = 1; i <= common; ++i) {
        if (is_token_parameter(names[names.size() - i])) segments[segments.size() - i] = "***";
    }
    std::string out;
    char const* separator = "";
    for (auto const segment : segments) {
        out.append(separator).append(segment);
        separator = "/";
    }
    return out;
}

} // namespace qc::telemetry
