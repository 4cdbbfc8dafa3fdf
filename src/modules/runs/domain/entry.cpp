// SPDX-License-Identifier: Apache-2.0
#include "runs/domain/entry.hpp"

#include "runs/domain/errors.hpp"
#include "runs/domain/run.hpp"

#include <algorithm>

namespace qc::runs {

Result<Nothing> check_ticket(Ticket const& ticket) {
    bool const entitled =
        ticket.purchased || (ticket.is_subscription_quest ? ticket.subscribed : ticket.price == 0);
    if (entitled) return nothing;
    auto const& code = ticket.is_subscription_quest ? subscription_required : quest_not_purchased;
    return Error{&code}
        .with("questId", std::int64_t{ticket.quest.value})
        .with("price", std::int64_t{ticket.price});
}

Result<Nothing> check_may_start(QuestId quest, std::vector<UnfinishedRun> const& unfinished) {
    auto const twin = std::ranges::find(unfinished, quest, &UnfinishedRun::quest);
    if (twin != unfinished.end()) {
        return Error{&run_already_active}.with("runId", twin->id.text());
    }
    if (std::ssize(unfinished) < max_unfinished_runs) return nothing;
    return Error{&run_limit_reached}.with("max", max_unfinished_runs);
}

Result<Nothing> check_group(std::size_t guests, std::int16_t group_limit) {
    if (guests + 1 <= static_cast<std::size_t>(group_limit)) return nothing;
    return Error{&run_group_full}.with("max", std::int64_t{group_limit});
}

} // namespace qc::runs
