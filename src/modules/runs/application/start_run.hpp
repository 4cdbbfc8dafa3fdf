// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "access/caller.hpp"
#include "core/clock.hpp"
#include "core/random.hpp"
#include "notifications/notifications.hpp"
#include "quests/quests.hpp"
#include "runs/application/queries.hpp"
#include "runs/application/run_news.hpp"
#include "wallets/wallets.hpp"

namespace qc::runs {

struct StartRunServices {
    Runs& runs;
    RunQueries& queries;
    quests::Quests& quests;
    wallets::Wallets& wallets;
    notifications::Notifications& notifications;
    RunNews const& news;
    Clock const& clock;
    Random& random;
    /// COMPAT_REVEAL_ANSWERS: the rewards of such runs wait for staff.
    bool answers_revealed = false;
};

class StartRun {
public:
    struct Command {
        QuestId quest;
        UserId player;
        SessionId session;
        std::vector<UserId> invited;
        std::optional<Position> position;
    };

    explicit StartRun(StartRunServices const& services) : services_(services) {}

    [[nodiscard]] Task<Result<RunView>> operator()(Transaction& transaction, Command command);

private:
    [[nodiscard]] Task<Result<Nothing>>
    check_right(Transaction& transaction, UserId player, QuestId quest, Instant now);
    [[nodiscard]] Run new_run(quests::Route const& route, UserId player, Instant now);
    [[nodiscard]] Task<void> tell_invited(Transaction& transaction, NewRun const& started);

    StartRunServices services_;
};

} // namespace qc::runs
