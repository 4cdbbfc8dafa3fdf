// SPDX-License-Identifier: Apache-2.0
#include "http/endpoint.hpp"
#include "quests/http/authoring_routes.hpp"
#include "quests/http/item_views.hpp"

namespace qc::quests {
namespace {

struct AvatarView {
    std::optional<std::string> avatar_url;
};
BOOST_DESCRIBE_STRUCT(AvatarView, (), (avatar_url))

/// UserRef
struct AuthorView {
    UserId id;
    std::string first_name;
    std::string last_name;
    AvatarView profile;
};
BOOST_DESCRIBE_STRUCT(AuthorView, (), (id, first_name, last_name, profile))

struct WaitingView : QuestItemView {
    AuthorView author;
    Instant submitted_at;
};
BOOST_DESCRIBE_STRUCT(WaitingView, (QuestItemView), (author, submitted_at))

struct QueueQuery {
    contract::Defaulted<contract::Int<1, 2'147'483'647>, 1> page;
    contract::Defaulted<contract::Int<1, 100>, 50> size;
};
BOOST_DESCRIBE_STRUCT(QueueQuery, (), (page, size))

using QueueCall = http::Call<http::None, QueueQuery>;

WaitingView view_of(files::Files const& files, WaitingQuest const& quest) {
    WaitingView view;
    static_cast<QuestItemView&>(view) = item_view(files, quest);
    view.author = {quest.author, quest.first_name, quest.last_name, {}};
    if (quest.avatar) view.author.profile.avatar_url = files.public_url(*quest.avatar);
    view.submitted_at = quest.submitted_at;
    return view;
}

Task<Result<Page<WaitingView>>>
list(ModerationQueue& queue, files::Files const& files, QueueCall const& call) {
    PageRequest const page{call.query.page->value, call.query.size->value};
    auto const found = co_await queue.waiting(page);
    Page<WaitingView> views{{}, found.total, page.page, page.size};
    for (auto const& quest : found.items)
        views.items.push_back(view_of(files, quest));
    co_return views;
}

} // namespace

void add_moderation_routes(
    http::Routes& routes, ModerationQueue& queue, files::Files const& files
) {
    http::RouteSpec spec{
        .path = "/api/v1/quests/moderation",
        .summary = "Quests that wait for a moderator, oldest first",
        .tag = "Quest lifecycle",
        .access = http::may(access::Permission::moderate_quests)
    };
    routes.push_back(http::plain_route<Page<WaitingView>, http::None, QueueQuery>(
        std::move(spec),
        [&queue, &files](QueueCall const& call) { return list(queue, files, call); }
    ));
}

} // namespace qc::quests
