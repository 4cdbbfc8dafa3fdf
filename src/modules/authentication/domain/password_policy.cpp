// SPDX-License-Identifier: Apache-2.0
#include "authentication/domain/password_policy.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace qc::authentication {
namespace {

bool has_any_of(std::string_view text, std::string_view characters) {
    return text.find_first_of(characters) != std::string_view::npos;
}

bool is_guessable(ProposedPassword const& proposed) {
    auto const same = [password = comparable(proposed.password)](std::string_view other) {
        return !other.empty() && password == comparable(other);
    };
    auto const local_part = proposed.email.substr(0, proposed.email.find('@'));
    return proposed.is_common || same(proposed.username) || same(proposed.email) ||
           same(local_part) || same("questcity");
}

} // namespace

std::size_t PasswordPolicy::min_length_for(std::int16_t role) const noexcept {
    return role >= 1 ? std::max(min_length, staff_min_length) : min_length;
}

std::vector<Problem> problems_of(
    PasswordPolicy const& policy,
    ProposedPassword const& proposed,
    std::vector<PlaceStep> const& where
) {
    std::vector<Problem> problems;
    auto const refuse_if = [&](bool wrong, std::string const& text) {
        if (wrong) problems.push_back({where, "Value error, " + text, "value_error"});
    };
    auto const& password = proposed.password;
    auto const length = code_points(password);
    auto const min_length = policy.min_length_for(proposed.role);
    refuse_if(password != proposed.repeated, "Passwords do not match");
    refuse_if(
        length < min_length, "Password length should be at least " + std::to_string(min_length)
    );
    refuse_if(!has_lower(password), "Password should have at least one lowercase letter");
    refuse_if(!has_any_of(password, "0123456789"), "Password should have at least one numeral");
    refuse_if(!has_upper(password), "Password should have at least one uppercase letter");
    refuse_if(
        !has_any_of(password, PasswordPolicy::specials),
        "Password should have at least one of the special symbols"
    );
    refuse_if(is_guessable(proposed), "Password is too common");
    refuse_if(
        length > PasswordPolicy::max_length || password.size() > PasswordPolicy::max_bytes,
        "Password length should be at most " + std::to_string(PasswordPolicy::max_length)
    );
    return problems;
}

} // namespace qc::authentication
