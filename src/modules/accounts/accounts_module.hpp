// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "accounts/application/services.hpp"
#include "http/route.hpp"

#include <memory>

namespace qc::accounts {

/// Changes of accounts and profiles, by their users and by staff, for one worker. Everything of
/// the services outlives it and its routes.
class AccountsModule {
public:
    explicit AccountsModule(Services const& services);
    ~AccountsModule();

    void add_routes(http::Routes& routes);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace qc::accounts
