// SPDX-License-Identifier: Apache-2.0
#include "accounts/accounts_module.hpp"

#include "accounts/http/routes.hpp"

namespace qc::accounts {

struct AccountsModule::Parts {
    explicit Parts(Services const& services) : with(services) {}

    Services with;
    AccountEditor editor{with};
    OwnAccount own_account{with, editor};
    CreateAccount create_account{with};
    EditAccount edit_account{with, editor};
    RemoveAccount remove_account{with, editor};
    ChangeProfile change_profile{with};
};

AccountsModule::AccountsModule(Services const& services)
    : parts_(std::make_unique<Parts>(services)) {}

AccountsModule::~AccountsModule() = default;

void AccountsModule::add_routes(http::Routes& routes) {
    auto& parts = *parts_;
    OwnUseCases const own{parts.own_account, parts.remove_account, parts.with.proofs};
    add_own_routes(routes, own);
    StaffUseCases const staff{
        parts.create_account, parts.edit_account, parts.remove_account, parts.with.proofs
    };
    add_staff_routes(routes, staff);
    add_profile_routes(routes, parts.change_profile);
}

} // namespace qc::accounts
