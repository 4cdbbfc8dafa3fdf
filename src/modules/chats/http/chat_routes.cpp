// SPDX-License-Identifier: Apache-2.0
#include "chats/domain/errors.hpp"
#include "chats/domain/rules.hpp"
#include "chats/http/routes.hpp"
#include "chats/http/views.hpp"
#include "http/endpoint.hpp"

#include <limits>

namespace qc::chats {
namespace {

using access::Permission;

struct RecipientPath {
    UserId recipient_id;
};
BOOST_DESCRIBE_STRUCT(RecipientPath, (), (recipient_id))

struct ChatPath {
    ChatId chat_id;
};
BOOST_DESCRIBE_STRUCT(ChatPath, (), (chat_id))

struct MessagesQuery {
    contract::Defaulted<contract::Int<1, 100>, 50> limit;
    std::optional<MessageId> before_id;
};
BOOST_DESCRIBE_STRUCT(MessagesQuery, (), (limit, before_id))

struct EventsQuery {
    contract::Int<0, std::int64_t{1} << 53> after_seq;
    contract::Defaulted<contract::Int<1, 500>, 200> limit;
};
BOOST_DESCRIBE_STRUCT(EventsQuery, (), (after_seq, limit))

struct ReportsQuery {
    contract::Defaulted<contract::Int<1, std::numeric_limits<std::int32_t>::max()>, 1> page;
    contract::Defaulted<contract::Int<1, 100>, 50> size;
};
BOOST_DESCRIBE_STRUCT(ReportsQuery, (), (page, size))

struct ReadBody {
    MessageId message_id;
};
BOOST_DESCRIBE_STRUCT(ReadBody, (), (message_id))

http::Access participant() {
    return http::may(Permission::send_messages)
        .where("participant; 22 after a report of the last 30 days, audited");
}

http::RouteSpec read_spec(std::string path, std::string summary, http::Access access) {
    return {
        .path = "/api/v1/chats" + std::move(path),
        .summary = std::move(summary),
        .tag = "chats",
        .access = std::move(access),
        .errors = {&chat_not_found}
    };
}

http::RouteSpec open_spec(std::string path, std::string summary) {
    return {
        .method = http::Method::post,
        .path = "/api/v1/chats" + std::move(path),
        .summary = std::move(summary),
        .tag = "chats",
        .access = http::may(Permission::create_chats),
        .errors = {&recipient_not_found},
        .success = 201
    };
}

http::RouteSpec open_pair_spec() {
    auto spec = open_spec("/{recipientId}", "Open a chat with a user");
    spec.errors.insert(
        spec.errors.end(), {&cant_chat_with_self, &recipient_is_blocked, &chat_already_exists}
    );
    return spec;
}

http::RouteSpec support_spec() {
    auto spec = open_spec("/support", "The chat with a manager, opened when there is none");
    spec.view_statuses = {200};
    return spec;
}

http::RouteSpec mark_spec() {
    auto spec =
        read_spec("/{chatId}/read", "Mark a message and everything older as read", participant());
    spec.method = http::Method::post;
    spec.access = http::may(Permission::send_messages).where("participant");
    spec.errors = {&chat_not_found, &message_not_found};
    return spec;
}

using MessagesCall = http::Call<ChatPath, MessagesQuery>;
using EventsCall = http::Call<ChatPath, EventsQuery>;
using ReadCall = http::Call<ChatPath, http::None, ReadBody>;
using ReportsCall = http::Call<http::None, ReportsQuery>;

void add_opening(http::Routes& routes, OpenChat& open) {
    routes.push_back(http::write_route<ChatView, RecipientPath>(
        open_pair_spec(),
        [&open](http::Call<RecipientPath> const& call, Transaction& transaction) {
            return open.with(transaction, call.caller().user, call.path.recipient_id);
        }
    ));
    routes.push_back(http::write_route<http::Reply<ChatView>>(
        support_spec(),
        [&open](http::Call<> const& call, Transaction& transaction)
            -> Task<Result<http::Reply<ChatView>>> {
            QC_TRY(auto support, co_await open.support(transaction, call.caller().user));
            http::Reply<ChatView> reply{std::move(support.chat)};
            if (!support.is_new) reply.status = 200;
            co_return reply;
        }
    ));
}

Task<Result<EventFrames>> missed_events(ReadChats& read, EventsCall const& call) {
    ReadChats::Missed missed;
    missed.chat = call.path.chat_id;
    missed.after_seq = call.query.after_seq;
    missed.limit = call.query.limit->value;
    missed.most = max_replay;
    QC_TRY(auto const replay, co_await read.missed(call.caller(), missed));
    co_return frames_of(replay);
}

void add_reading(http::Routes& routes, UseCases use_cases) {
    auto const own = [] { return http::may(Permission::send_messages).where("own"); };
    routes.push_back(http::plain_route<std::vector<ChatPreviewView>>(
        read_spec("/me", "The caller's chats, newest activity first", own()),
        [&queries = use_cases.queries](http::Call<> const& call
        ) -> Task<Result<std::vector<ChatPreviewView>>> {
            auto views = co_await queries.previews(call.caller().user);
            std::vector<ChatPreviewView> previews;
            for (auto& view : views)
                previews.push_back(preview_of(std::move(view)));
            co_return previews;
        }
    ));
    routes.push_back(http::plain_route<UnreadCounts>(
        read_spec("/unread", "The caller's unread messages by chat", own()),
        [&queries = use_cases.queries](http::Call<> const& call) -> Task<Result<UnreadCounts>> {
            auto const unread = co_await queries.unread(call.caller().user);
            co_return counts_of(unread);
        }
    ));
    routes.push_back(http::plain_route<ChatView, ChatPath, MessagesQuery>(
        read_spec("/{chatId}", "A chat with its messages, newest first", participant()),
        [&read = use_cases.read](MessagesCall const& call) {
            ReadChats::PageOf const page{
                call.path.chat_id, call.query.before_id, call.query.limit->value
            };
            return read.chat(call.caller(), page);
        }
    ));
    routes.push_back(http::plain_route<EventFrames, ChatPath, EventsQuery>(
        read_spec("/{chatId}/events", "Events of a chat after a number", participant()),
        [&read = use_cases.read](EventsCall const& call) { return missed_events(read, call); }
    ));
}

} // namespace

void add_chat_routes(http::Routes& routes, UseCases use_cases) {
    add_opening(routes, use_cases.open);
    add_reading(routes, use_cases);
    routes.push_back(http::write_route<UnreadCount, ChatPath, http::None, ReadBody>(
        mark_spec(),
        [&write = use_cases.write](ReadCall const& call, Transaction& transaction)
            -> Task<Result<UnreadCount>> {
            auto const message = call.body.message_id;
            QC_TRY(
                auto const unread,
                co_await write.read_up_to(
                    transaction, call.caller().user, call.path.chat_id, message
                )
            );
            co_return UnreadCount{unread};
        }
    ));
    routes.push_back(http::plain_route<Page<ReportView>, http::None, ReportsQuery>(
        read_spec(
            "/reports", "Reported messages, newest first", http::may(Permission::moderate_chats)
        ),
        [&queries = use_cases.queries](ReportsCall const& call) -> Task<Result<Page<ReportView>>> {
            PageRequest const page{call.query.page->value, call.query.size->value};
            co_return co_await queries.reports(page);
        }
    ));
}

} // namespace qc::chats
