// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/setting_table.hpp"

#include <charconv>
#include <chrono>
#include <string>
#include <vector>

namespace qc::app {

struct Bounds {
    long least;
    long most;
};

/// The problem of an absolute http(s) URL without trailing slash, or nothing.
[[nodiscard]] std::string check_absolute_url(std::string const& text);

/// The problem of an address to listen on; names are not looked up.
[[nodiscard]] std::string check_address(std::string const& text);

/// The problem of a secret: at least 32 bytes and not one character over and over.
[[nodiscard]] std::string check_secret(std::string const& text);

/// For settings that only make sense together with others.
[[nodiscard]] std::string checked_elsewhere(Settings& settings, std::string const& text);

/// An integer inside the bounds, or the problem of the text.
[[nodiscard]] std::string read_integer(std::string const& text, Bounds bounds, long& out);
[[nodiscard]] std::string read_switch(std::string const& text, bool& out);

/// A JSON list of strings, or texts separated by commas.
[[nodiscard]] std::string read_list(std::string const& text, std::vector<std::string>& out);

template <class Group>
Apply text_field(Group Settings::* group, std::string Group::* field) {
    return [=](Settings& settings, std::string const& text) {
        settings.*group.*field = text;
        return std::string();
    };
}

template <class Group>
Apply address_field(Group Settings::* group, std::string Group::* field) {
    return [=](Settings& settings, std::string const& text) {
        auto problem = check_address(text);
        if (problem.empty()) settings.*group.*field = text;
        return problem;
    };
}

template <class Group, class Number>
Apply integer_field(Group Settings::* group, Number Group::* field, Bounds bounds) {
    return [=](Settings& settings, std::string const& text) {
        long value = 0;
        auto problem = read_integer(text, bounds, value);
        if (problem.empty()) settings.*group.*field = static_cast<Number>(value);
        return problem;
    };
}

template <class Group, class Duration>
Apply duration_field(Group Settings::* group, Duration Group::* field, Bounds bounds) {
    return [=](Settings& settings, std::string const& text) {
        long value = 0;
        auto problem = read_integer(text, bounds, value);
        if (problem.empty()) settings.*group.*field = Duration(value);
        return problem;
    };
}

template <class Group>
Apply switch_field(Group Settings::* group, bool Group::* field) {
    return [=](Settings& settings, std::string const& text) {
        return read_switch(text, settings.*group.*field);
    };
}

template <class Group>
Apply list_field(Group Settings::* group, std::vector<std::string> Group::* field) {
    return [=](Settings& settings, std::string const& text) {
        return read_list(text, settings.*group.*field);
    };
}

} // namespace qc::app
