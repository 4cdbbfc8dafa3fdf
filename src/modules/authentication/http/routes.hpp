// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "authentication/application/password_reset.hpp"
#include "authentication/application/registration.hpp"
#include "authentication/application/sessions.hpp"
#include "authentication/application/sign_in.hpp"
#include "http/route.hpp"

namespace qc::authentication {

/// What the routes call; must outlive them.
void add_sign_in_routes(http::Routes& routes, SignIn& sign_in, Sessions& sessions);
void add_session_routes(http::Routes& routes, Sessions& sessions);
void add_registration_routes(
    http::Routes& routes, Registration& registration, PasswordPolicy const& policy
);
void add_password_routes(http::Routes& routes, PasswordReset& reset, PasswordPolicy const& policy);
void add_key_routes(http::Routes& routes, jwt::AccessTokens const& tokens);

} // namespace qc::authentication
