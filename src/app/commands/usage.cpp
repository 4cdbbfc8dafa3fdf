// SPDX-License-Identifier: Apache-2.0
#include "app/commands/usage.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

namespace qc::app {
namespace {

constexpr int wrong_usage = 2;
/// A word that differs by more is another word.
constexpr std::size_t most_typing_errors = 2;

/// How many letters have to be added, left out or replaced (Levenshtein).
std::size_t typing_errors(std::string_view typed, std::string_view meant) {
    std::vector<std::size_t> row(meant.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= typed.size(); ++i) {
        auto diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= meant.size(); ++j) {
            auto const replaced = diagonal + (typed[i - 1] == meant[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

/// The command that the line got to.
CLI::App const& reached(CLI::App const& app) {
    auto const chosen = app.get_subcommands();
    return chosen.empty() ? app : reached(*chosen.front());
}

std::vector<std::string> commands_of(CLI::App const& app) {
    std::vector<std::string> names;
    for (auto const* command : app.get_subcommands([](CLI::App const*) { return true; }))
        names.push_back(command->get_name());
    return names;
}

std::optional<std::string>
nearest(std::string const& typed, std::vector<std::string> const& commands) {
    auto const errors = [&](std::string const& command) { return typing_errors(typed, command); };
    auto const found = std::ranges::min_element(commands, {}, errors);
    if (found == commands.end() || errors(*found) > most_typing_errors) return std::nullopt;
    return *found;
}

std::string joined(std::vector<std::string> const& words) {
    std::string text;
    for (auto const& word : words)
        text.append(text.empty() ? "" : ", ").append(word);
    return text;
}

/// Empty when a command is there, and the mistake is another one.
std::string about_command(CLI::App const& app) {
    auto const commands = commands_of(app);
    if (commands.empty()) return {};
    auto const rest = app.remaining();
    std::string text = "a command is missing";
    if (!rest.empty()) {
        bool const is_option = rest.front().starts_with('-');
        text = (is_option ? "unknown option '" : "unknown command '") + rest.front() + "'";
        auto const meant = nearest(rest.front(), commands);
        if (meant) text += "; did you mean '" + *meant + "'?";
    }
    return text + "\nCommands: " + joined(commands);
}

} // namespace

int explain(CLI::App const& app, CLI::ParseError const& error) {
    if (error.get_exit_code() == 0) return app.exit(error);
    auto text = about_command(reached(app));
    if (text.empty()) text = error.what();
    std::fprintf(
        stderr, "questcity: %s\nRun questcity with --help for more information.\n", text.c_str()
    );
    return wrong_usage;
}

} // namespace qc::app
