// SPDX-License-Identifier: Apache-2.0
#include "app/commands/administrator.hpp"

#include "app/import/quest_files.hpp"
#include "contract/decode.hpp"
#include "contract/limited.hpp"
#include "contract/parsed.hpp"
#include "crypto/random_text.hpp"

#include <boost/describe/class.hpp>

#include <stdexcept>

namespace qc::app {
namespace {

constexpr auto admin_role = static_cast<std::int16_t>(access::Role::admin);

/// Checked as the routes do it that make accounts.
struct AdminFields {
    contract::Parsed<users::Username> username;
    contract::Parsed<users::Email> email;
    contract::Text<1, 128> first_name;
    contract::Text<1, 128> last_name;
    contract::Text<0, 1024> instagram;
    contract::Int<0, 2'000'000'000> credits;
};

BOOST_DESCRIBE_STRUCT(AdminFields, (), (username, email, first_name, last_name, instagram, credits))

/// firstName is given with --first-name.
std::string option_of(Problem const& problem) {
    std::string option = "--";
    for (char const character : std::get<std::string>(problem.where.back())) {
        bool const is_upper = character >= 'A' && character <= 'Z';
        if (is_upper) option += '-';
        option += is_upper ? static_cast<char>(character - 'A' + 'a') : character;
    }
    return option;
}

std::runtime_error wrong_options(std::vector<Problem> const& problems) {
    constexpr std::string_view value_error = "Value error, ";
    std::string text = "the administrator was not made:";
    for (auto const& problem : problems) {
        std::string_view message = problem.message;
        if (message.starts_with(value_error)) message.remove_prefix(value_error.size());
        text += "\n  " + option_of(problem) + ": " + std::string(message);
    }
    return std::runtime_error(text);
}

AdminFields checked(ModuleGraph& modules, AdminOptions const& options) {
    std::vector<std::pair<std::string, std::string>> const given{
        {"username", options.username},
        {"email", options.email},
        {"firstName", options.first_name},
        {"lastName", options.last_name},
        {"instagram", options.instagram},
        {"credits", std::to_string(options.credits.value_or(1000))},
    };
    auto fields = contract::decode_fields<AdminFields>(given, "option");
    authentication::ChosenPassword const chosen{
        options.password, options.password, options.username, options.email, admin_role, "password"
    };
    auto const password = modules.authentication().proofs().check(chosen);
    std::vector<Problem> problems;
    if (!fields) problems = fields.error().problems;
    if (!password)
        problems.insert(
            problems.end(), password.error().problems.begin(), password.error().problems.end()
        );
    if (!problems.empty()) throw wrong_options(problems);
    return *std::move(fields);
}

} // namespace

std::string generated_password(Random& random) {
    // 20 characters of base62 are 119 bits; the rest is for the classes that the policy asks for.
    return crypto::base62_text(random, 20) + "-aA1";
}

Task<std::string> make_administrator(ModuleGraph& modules, AdminOptions options) {
    auto fields = checked(modules, options);
    authentication::NewAdmin admin{
        .username = *fields.username,
        .email = *fields.email,
        .password = options.password,
        .first_name = std::move(fields.first_name.value),
        .last_name = std::move(fields.last_name.value),
        .instagram_username = std::move(fields.instagram.value),
        .initial_credits = fields.credits,
        .force = options.force
    };
    auto const outcome = co_await modules.authentication().create_admin(std::move(admin));
    if (!outcome) throw std::runtime_error(text_of(outcome.error()));
    co_return *outcome == authentication::AdminOutcome::created ? "created" : "changed";
}

} // namespace qc::app
