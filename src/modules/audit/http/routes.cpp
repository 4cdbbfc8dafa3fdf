// SPDX-License-Identifier: Apache-2.0
#include "audit/http/routes.hpp"

#include "http/endpoint.hpp"

#include <limits>

namespace qc::audit {
namespace {

struct AvatarJson {
    std::optional<std::string> avatar_url;
};

BOOST_DESCRIBE_STRUCT(AvatarJson, (), (avatar_url))

struct ActorJson {
    UserId id;
    std::string first_name;
    std::string last_name;
    AvatarJson profile;
};

BOOST_DESCRIBE_STRUCT(ActorJson, (), (id, first_name, last_name, profile))

struct AuditEntryJson {
    std::int64_t id = 0;
    std::optional<std::int64_t> seq;
    std::string action;
    std::optional<ActorJson> actor;
    std::string object_type;
    std::string object_id;
    contract::RawJson data;
    std::optional<std::string> ip;
    Instant created_at;
};

BOOST_DESCRIBE_STRUCT(
    AuditEntryJson, (), (id, seq, action, actor, object_type, object_id, data, ip, created_at)
)

struct EntriesQuery {
    std::optional<UserId> actor_id;
    std::optional<contract::Text<1, 128>> action;
    std::optional<contract::Text<1, 128>> object_type;
    std::optional<contract::Text<1, 1024>> object_id;
    std::optional<Instant> from;
    std::optional<Instant> to;
    contract::Defaulted<contract::Int<1, std::numeric_limits<std::int32_t>::max()>, 1> page;
    contract::Defaulted<contract::Int<1, 100>, 50> size;
};

BOOST_DESCRIBE_STRUCT(
    EntriesQuery, (), (actor_id, action, object_type, object_id, from, to, page, size)
)

http::RouteSpec entries_spec() {
    return {
        .path = "/api/v1/audit",
        .summary = "What was done by whom, newest first",
        .tag = "audit",
        .access = http::may(access::Permission::view_logs),
    };
}

template <class T>
std::optional<std::string> text_of(std::optional<T> const& text) {
    if (!text) return std::nullopt;
    return text->value;
}

EntryFilter filter_of(EntriesQuery const& query) {
    return {
        query.actor_id,
        text_of(query.action),
        text_of(query.object_type),
        text_of(query.object_id),
        query.from,
        query.to
    };
}

AuditEntryJson json_of(EntryView view, PictureUrl const& picture_url) {
    AuditEntryJson json;
    json.id = view.id;
    json.seq = view.seq;
    json.action = std::move(view.action);
    json.object_type = std::move(view.object_type);
    json.object_id = std::move(view.object_id);
    json.data.text = std::move(view.data);
    json.ip = std::move(view.ip);
    json.created_at = view.created_at;
    if (!view.actor) return json;
    auto& actor = *view.actor;
    json.actor = ActorJson{actor.id, std::move(actor.first_name), std::move(actor.last_name), {}};
    if (actor.avatar) json.actor->profile.avatar_url = picture_url(*actor.avatar);
    return json;
}

using Entries = Page<AuditEntryJson>;
using EntriesCall = http::Call<http::None, EntriesQuery>;

Task<Result<Entries>>
list_entries(AuditQueries& queries, PictureUrl const& picture_url, EntriesCall const& call) {
    PageRequest const request{call.query.page->value, call.query.size->value};
    auto filter = filter_of(call.query);
    auto found = co_await queries.entries(std::move(filter), request);
    Entries shown;
    shown.total = found.total;
    shown.page = found.page;
    shown.size = found.size;
    for (auto& view : found.items)
        shown.items.push_back(json_of(std::move(view), picture_url));
    co_return shown;
}

} // namespace
} // namespace qc::audit

template <>
inline constexpr std::string_view qc::contract::schema_name<qc::audit::AuditEntryJson> =
    "AuditEntry";

namespace qc::audit {

void add_routes(http::Routes& routes, AuditQueries& queries, PictureUrl picture_url) {
    routes.push_back(http::plain_route<Entries, http::None, EntriesQuery>(
        entries_spec(),
        [&queries, picture_url = std::move(picture_url)](EntriesCall const& call) {
            return list_entries(queries, picture_url, call);
        }
    ));
}

} // namespace qc::audit
