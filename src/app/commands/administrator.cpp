// SPDX-License-Identifier: Apache-2.0
#include "app/commands/administrator.hpp"

#include "app/import/quest_files.hpp"
#include "crypto/random_text.hpp"

#include <stdexcept>

namespace qc::app {

std::string generated_password(Random& random) {
    // 20 characters of base62 are 119 bits; the rest is for the classes that the policy asks for.
    return crypto::base62_text(random, 20) + "-aA1";
}

Task<std::string> make_administrator(ModuleGraph& modules, AdminOptions options) {
    auto const username = users::Username::parse(options.username);
    if (!username) throw std::runtime_error("--username: " + std::string(users::Username::rule));
    auto const email = users::Email::parse(options.email);
    if (!email) throw std::runtime_error("--email: this is no mail address");
    authentication::NewAdmin admin{
        .username = *username,
        .email = *email,
        .password = options.password,
        .first_name = options.first_name,
        .last_name = options.last_name,
        .instagram_username = options.instagram,
        .initial_credits = options.credits.value_or(1000),
        .force = options.force
    };
    auto const outcome = co_await modules.authentication().create_admin(std::move(admin));
    if (!outcome) throw std::runtime_error(text_of(outcome.error()));
    co_return *outcome == authentication::AdminOutcome::created ? "created" : "changed";
}

} // namespace qc::app
