// SPDX-License-Identifier: Apache-2.0
#include "accounts/http/inputs.hpp"

namespace qc::accounts {

http::FurtherCheck
password_check(authentication::Proofs const& proofs, std::string field, std::string repeated) {
    auto check = [&proofs, field, repeated](contract::Json const& body) {
        auto const* const role = body.find("role");
        auto const* const number = role ? role->integer() : nullptr;
        authentication::ChosenPassword const chosen{
            http::text_in(body, field),
            http::text_in(body, repeated),
            http::text_in(body, "username"),
            http::text_in(body, "email"),
            static_cast<std::int16_t>(number && *number > 0 ? 1 : 0),
            repeated
        };
        return proofs.check(chosen);
    };
    return {std::move(repeated), "password", std::move(check)};
}

} // namespace qc::accounts
