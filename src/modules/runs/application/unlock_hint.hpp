// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "runs/application/ports.hpp"
#include "runs/application/routes.hpp"
#include "wallets/wallets.hpp"

namespace qc::runs {

class UnlockHint {
public:
    struct Command {
        RunId run;
        HintId hint;
        UserId player;
    };

    UnlockHint(Runs& runs, Routes& routes, wallets::Wallets& wallets, Clock const& clock)
        : runs_(runs)
        , routes_(routes)
        , wallets_(wallets)
        , clock_(clock) {}

    [[nodiscard]] Task<Result<HintBoughtView>>
    operator()(Transaction& transaction, Command command);

private:
    Runs& runs_;
    Routes& routes_;
    wallets::Wallets& wallets_;
    Clock const& clock_;
};

} // namespace qc::runs
