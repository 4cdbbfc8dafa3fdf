// SPDX-License-Identifier: Apache-2.0
#include "app/commands/administrator.hpp"
#include "app/commands/commands.hpp"
#include "app/commands/offline_graph.hpp"

#include <termios.h>
#include <unistd.h>

#include <charconv>
#include <cstdio>
#include <iostream>

namespace qc::app {
namespace {

/// A line from the terminal; what is typed is not shown when it is a secret.
std::string ask(char const* question, bool secret) {
    std::printf("%s: ", question);
    std::fflush(stdout);
    termios before{};
    bool const hide = secret && tcgetattr(STDIN_FILENO, &before) == 0;
    if (hide) {
        auto silent = before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSANOW, &silent);
    }
    std::string line;
    std::getline(std::cin, line);
    if (hide) {
        tcsetattr(STDIN_FILENO, TCSANOW, &before);
        std::printf("\n");
    }
    return line;
}

void fill(std::string& field, Variables const& variables, char const* name, char const* fallback) {
    if (field.empty()) field = find(variables, name).value_or(fallback);
}

void fill_from_environment(AdminOptions& options, Variables const& variables) {
    fill(options.username, variables, "ADMIN_USERNAME", "admin");
    fill(options.email, variables, "ADMIN_EMAIL", "");
    fill(options.password, variables, "ADMIN_PASSWORD", "");
    fill(options.first_name, variables, "ADMIN_FIRST_NAME", "System");
    fill(options.last_name, variables, "ADMIN_LAST_NAME", "Administrator");
    fill(options.instagram, variables, "ADMIN_INSTAGRAM", "");
    if (options.credits) return;
    auto const text = find(variables, "ADMIN_INITIAL_CREDITS").value_or("1000");
    std::int32_t credits = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), credits);
    if (error != std::errc{} || end != text.data() + text.size()) {
        throw std::runtime_error("ADMIN_INITIAL_CREDITS must be a whole number");
    }
    options.credits = credits;
}

} // namespace

int create_admin(AdminOptions options) {
    auto const variables = read_tool_environment();
    fill_from_environment(options, variables);
    if (options.interactive) {
        if (options.email.empty()) options.email = ask("E-mail", false);
        if (options.password.empty() && !options.generate_password) {
            options.password = ask("Password", true);
        }
    }
    if (options.email.empty()) throw std::runtime_error("--email is missing (or ADMIN_EMAIL)");
    OfflineGraph graph(read_settings(variables));
    if (options.generate_password) options.password = generated_password(graph.process().random);
    if (options.password.empty()) {
        throw std::runtime_error("--password is missing (or --generate-password)");
    }
    auto const outcome = graph.run(make_administrator(graph.modules(), options));
    std::printf("Administrator %s %s.\n", options.username.c_str(), outcome.c_str());
    if (options.generate_password) std::printf("Password: %s\n", options.password.c_str());
    return 0;
}

} // namespace qc::app
