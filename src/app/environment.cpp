// SPDX-License-Identifier: Apache-2.0
#include "app/environment.hpp"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace qc::app {
namespace {

std::string_view stripped(std::string_view text) {
    auto const first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

bool is_name(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               c == '_';
    });
}

std::string_view unquoted(std::string_view text) {
    bool const quoted = text.size() >= 2 && text.front() == text.back() &&
                        (text.front() == '"' || text.front() == '\'');
    return quoted ? text.substr(1, text.size() - 2) : text;
}

} // namespace

Variables parse_env_file(std::string_view text) {
    Variables variables;
    for (std::size_t line_number = 1; !text.empty(); ++line_number) {
        auto const end = std::min(text.find('\n'), text.size());
        auto line = stripped(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line.front() == '#') continue;
        if (line.starts_with("export ")) line = stripped(line.substr(7));
        auto const equals = line.find('=');
        auto const name = stripped(line.substr(0, equals));
        if (equals == std::string_view::npos || !is_name(name)) {
            throw std::runtime_error(
                ".env line " + std::to_string(line_number) + ": expected NAME=value"
            );
        }
        variables.emplace_back(name, unquoted(stripped(line.substr(equals + 1))));
    }
    return variables;
}

Variables read_environment() {
    Variables variables;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        std::string_view const line(*entry);
        auto const equals = line.find('=');
        if (equals == std::string_view::npos) continue;
        variables.emplace_back(line.substr(0, equals), line.substr(equals + 1));
    }
    if (std::ifstream file(".env"); file) {
        std::string const text(std::istreambuf_iterator<char>(file), {});
        for (auto& variable : parse_env_file(text))
            variables.push_back(std::move(variable));
    }
    return variables;
}

Variables read_tool_environment() {
    auto variables = read_environment();
    if (find(variables, "DATABASE_URL") || find(variables, "DATABASE_HOST")) return variables;
    if (std::ifstream file(".questcity/dev.env"); file) {
        std::string const text(std::istreambuf_iterator<char>(file), {});
        for (auto& variable : parse_env_file(text))
            variables.push_back(std::move(variable));
    }
    return variables;
}

std::optional<std::string> find(Variables const& variables, std::string_view name) {
    auto const found =
        std::ranges::find(variables, name, [](auto const& v) { return std::string_view(v.first); });
    if (found == variables.end()) return std::nullopt;
    return found->second;
}

} // namespace qc::app
