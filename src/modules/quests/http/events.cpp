// SPDX-License-Identifier: Apache-2.0
#include "contract/encode.hpp"
#include "quests/http/authoring_routes.hpp"

#include <boost/describe/class.hpp>

namespace qc::quests {
namespace {

struct PendingView {
    QuestId quest_id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(PendingView, (), (quest_id, name))

Task<std::optional<std::string>> pending_frame(ModerationQueue& queue, live::Signal signal) {
    QuestId const id{static_cast<std::int32_t>(signal.id)};
    auto const found = co_await queue.pending(id);
    if (!found) co_return std::nullopt;
    std::string frame;
    contract::encode(frame, PendingView{found->quest_id, found->name});
    co_return frame;
}

} // namespace

void add_events(live::EventSources& sources, ModerationQueue& queue) {
    sources.add(live::Kind::quest_pending, [&queue](live::Signal signal) {
        return pending_frame(queue, signal);
    });
}

} // namespace qc::quests
