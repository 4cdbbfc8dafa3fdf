// SPDX-License-Identifier: Apache-2.0
#include "http/endpoint.hpp"
#include "notifications/http/routes.hpp"

#include <array>
#include <limits>

namespace qc::notifications {
namespace {

using http::Call;
using http::None;

/// NotificationType of domain.md 1.
enum class Type {
    friend_request,
    friend_accepted,
    run_invitation,
    run_started,
    run_finished,
    checkin_reviewed,
    reward_approved,
    reward_rejected,
    credits_received,
    review_reply,
    quest_published,
    quest_rejected,
    order_status,
    account
};

struct InboxQuery {
    std::optional<bool> unread;
    std::optional<Type> type;
    contract::Defaulted<contract::Int<1, std::numeric_limits<std::int32_t>::max()>, 1> page;
    contract::Defaulted<contract::Int<1, 100>, 50> size;
};

BOOST_DESCRIBE_STRUCT(InboxQuery, (), (unread, type, page, size))

struct NotificationPath {
    NotificationId id;
};

BOOST_DESCRIBE_STRUCT(NotificationPath, (), (id))

struct ReadBody {
    std::optional<std::vector<NotificationId>> ids;
    std::optional<bool> all;
};

BOOST_DESCRIBE_STRUCT(ReadBody, (), (ids, all))

struct NotificationJson {
    NotificationId id;
    std::string type;
    std::string title;
    std::string message;
    std::optional<std::string> action;
    contract::RawJson data;
    bool is_read = false;
    Instant created_at;
};

BOOST_DESCRIBE_STRUCT(
    NotificationJson, (), (id, type, title, message, action, data, is_read, created_at)
)

struct InboxJson {
    std::vector<NotificationJson> items;
    std::int64_t total = 0;
    std::int32_t page = 1;
    std::int32_t size = 0;
    std::int64_t pages = 0;
    std::int64_t unread = 0;
};

BOOST_DESCRIBE_STRUCT(InboxJson, (), (items, total, page, size, pages, unread))

struct UnreadJson {
    std::int64_t unread = 0;
};

BOOST_DESCRIBE_STRUCT(UnreadJson, (), (unread))

NotificationJson json_of(NotificationView view) {
    return {
        view.id,
        std::move(view.type),
        std::move(view.title),
        std::move(view.message),
        std::move(view.action),
        {std::move(view.data)},
        view.is_read,
        view.created_at
    };
}

InboxJson json_of(Inbox inbox) {
    InboxJson json;
    json.total = inbox.page.total;
    json.page = inbox.page.page;
    json.size = inbox.page.size;
    json.pages = inbox.page.pages();
    json.unread = inbox.unread;
    for (auto& view : inbox.page.items)
        json.items.push_back(json_of(std::move(view)));
    return json;
}

http::RouteSpec spec_of(http::Method method, std::string path, std::string summary) {
    return {
        .method = method,
        .path = "/api/v1/notifications" + std::move(path),
        .summary = std::move(summary),
        .tag = "notifications",
        .access = http::may(access::Permission::view_own_profile).where("own")
    };
}

} // namespace
} // namespace qc::notifications

template <>
struct qc::contract::EnumNames<qc::notifications::Type> {
    using enum qc::notifications::Type;
    static constexpr std::array value{
        std::pair{friend_request, std::string_view("friend_request")},
        std::pair{friend_accepted, std::string_view("friend_accepted")},
        std::pair{run_invitation, std::string_view("run_invitation")},
        std::pair{run_started, std::string_view("run_started")},
        std::pair{run_finished, std::string_view("run_finished")},
        std::pair{checkin_reviewed, std::string_view("checkin_reviewed")},
        std::pair{reward_approved, std::string_view("reward_approved")},
        std::pair{reward_rejected, std::string_view("reward_rejected")},
        std::pair{credits_received, std::string_view("credits_received")},
        std::pair{review_reply, std::string_view("review_reply")},
        std::pair{quest_published, std::string_view("quest_published")},
        std::pair{quest_rejected, std::string_view("quest_rejected")},
        std::pair{order_status, std::string_view("order_status")},
        std::pair{account, std::string_view("account")},
    };
};

template <>
struct qc::contract::Rules<qc::notifications::ReadBody> {
    static void check(qc::notifications::ReadBody const& body, Input const& input) {
        if (body.ids.has_value() == body.all.value_or(false))
            input.refuse_member("ids", "Either ids or all=true is due");
    }
};

template <>
inline constexpr std::string_view qc::contract::schema_name<qc::notifications::NotificationJson> =
    "Notification";

namespace qc::notifications {
namespace {

using InboxCall = Call<None, InboxQuery>;
using ReadCall = Call<None, None, ReadBody>;
using OneCall = Call<NotificationPath>;

Task<Result<InboxJson>> list(NotificationStore& store, InboxCall const& call) {
    NotificationFilter filter{call.query.unread, std::nullopt};
    if (call.query.type) filter.type = std::string(contract::enum_name(*call.query.type));
    PageRequest const page{call.query.page->value, call.query.size->value};
    auto inbox = co_await store.list(call.caller().user, std::move(filter), page);
    co_return json_of(std::move(inbox));
}

Task<Result<UnreadJson>> count(NotificationStore& store, Call<> const& call) {
    auto const unread = co_await store.count_unread(call.caller().user);
    co_return UnreadJson{unread};
}

Task<Result<UnreadJson>>
mark_read(NotificationStore& store, ReadCall const& call, Transaction& transaction) {
    auto const unread = co_await store.mark_read(transaction, call.caller().user, call.body.ids);
    co_return UnreadJson{unread};
}

Task<Result<Nothing>>
remove(NotificationStore& store, OneCall const& call, Transaction& transaction) {
    if (!co_await store.remove(transaction, call.caller().user, call.path.id))
        co_return notification_not_found;
    co_return nothing;
}

http::RouteSpec removal_spec() {
    auto spec = spec_of(http::Method::delete_, "/{id}", "Delete a notification");
    spec.success = 204;
    spec.errors = {&notification_not_found};
    return spec;
}

} // namespace

void add_notification_routes(http::Routes& routes, NotificationStore& notifications) {
    routes.push_back(http::plain_route<InboxJson, None, InboxQuery>(
        spec_of(http::Method::get, "", "The caller's notifications, newest first"),
        [&store = notifications](InboxCall const& call) { return list(store, call); }
    ));
    routes.push_back(http::plain_route<UnreadJson>(
        spec_of(http::Method::get, "/unread-count", "How many are unread"),
        [&store = notifications](Call<> const& call) { return count(store, call); }
    ));
    routes.push_back(http::write_route<UnreadJson, None, None, ReadBody>(
        spec_of(http::Method::post, "/read", "Mark some or all as read"),
        [&store = notifications](ReadCall const& call, Transaction& transaction) {
            return mark_read(store, call, transaction);
        }
    ));
    routes.push_back(http::write_route<Nothing, NotificationPath>(
        removal_spec(),
        [&store = notifications](OneCall const& call, Transaction& transaction) {
            return remove(store, call, transaction);
        }
    ));
}

void add_event(live::EventSources& sources, NotificationStore& notifications) {
    sources.add(
        live::Kind::notification,
        [&store = notifications](live::Signal signal) -> Task<std::optional<std::string>> {
            if (!signal.user) co_return std::nullopt;
            NotificationId const id{signal.id};
            auto view = co_await store.find(*signal.user, id);
            if (!view) co_return std::nullopt;
            co_return contract::to_json(json_of(*std::move(view)));
        }
    );
}

} // namespace qc::notifications
