// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "runs/application/ports.hpp"
#include "runs/application/routes.hpp"
#include "runs/application/run_news.hpp"
#include "wallets/wallets.hpp"

namespace qc::runs {

class UnlockHint {
public:
    struct Command {
        RunId run;
        HintId hint;
        UserId player;
    };

    struct Services {
        Runs& runs;
        Routes& routes;
        wallets::Wallets& wallets;
        RunNews const& news;
        Clock const& clock;
    };

    explicit UnlockHint(Services const& services) : services_(services) {}

    [[nodiscard]] Task<Result<HintBoughtView>>
    operator()(Transaction& transaction, Command command);

private:
    Services services_;
};

} // namespace qc::runs
