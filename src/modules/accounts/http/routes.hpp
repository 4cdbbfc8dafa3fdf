// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "accounts/application/change_profile.hpp"
#include "accounts/application/create_account.hpp"
#include "accounts/application/edit_account.hpp"
#include "accounts/application/own_account.hpp"
#include "accounts/application/remove_account.hpp"
#include "http/route.hpp"

namespace qc::accounts {

struct OwnUseCases {
    OwnAccount& account;
    RemoveAccount& remove;
    authentication::Proofs& proofs;
};

struct StaffUseCases {
    CreateAccount& create;
    EditAccount& edit;
    RemoveAccount& remove;
    authentication::Proofs const& proofs;
};

// What is given must outlive the routes.
void add_own_routes(http::Routes& routes, OwnUseCases use_cases);
void add_create_route(http::Routes& routes, StaffUseCases use_cases);
void add_staff_routes(http::Routes& routes, StaffUseCases use_cases);
void add_profile_routes(http::Routes& routes, ChangeProfile& change);

} // namespace qc::accounts
