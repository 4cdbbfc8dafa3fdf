// SPDX-License-Identifier: Apache-2.0
#include "audit/postgres/chain_store.hpp"
#include "pg/rows.hpp"
#include "sql/audit.hpp"

#include <boost/describe/class.hpp>

namespace qc::audit {
namespace {

struct EntryRow {
    std::int64_t id = 0;
    std::optional<std::int64_t> seq;
    std::string action;
    std::string object_type;
    std::string object_id;
    std::string data;
    std::optional<std::string> ip;
    Instant created_at;
    std::optional<UserId> actor_id;
    std::optional<std::string> first_name;
    std::optional<std::string> last_name;
    std::optional<std::string> avatar_url;
};

BOOST_DESCRIBE_STRUCT(
    EntryRow,
    (),
    (id,
     seq,
     action,
     object_type,
     object_id,
     data,
     ip,
     created_at,
     actor_id,
     first_name,
     last_name,
     avatar_url)
)

EntryView view_of(EntryRow row) {
    EntryView view;
    view.id = row.id;
    view.seq = row.seq;
    view.action = std::move(row.action);
    view.object_type = std::move(row.object_type);
    view.object_id = std::move(row.object_id);
    view.data = std::move(row.data);
    view.ip = std::move(row.ip);
    view.created_at = row.created_at;
    if (row.actor_id) {
        view.actor = ActorView{
            *row.actor_id,
            std::move(row.first_name).value_or(""),
            std::move(row.last_name).value_or(""),
            std::move(row.avatar_url)
        };
    }
    return view;
}

} // namespace

Task<Page<EntryView>> PostgresAuditQueries::entries(EntryFilter filter, PageRequest page) {
    auto const& [actor, action, type, id, from, to] = filter;
    auto count = pg::parameters(actor, action, type, id, from, to);
    auto list = pg::parameters(actor, action, type, id, from, to, page.size, page.offset());
    auto const answers = co_await database_.read_together(pg::queries(
        pg::Query(sql::count_entries, std::move(count)),
        pg::Query(sql::list_entries, std::move(list))
    ));
    Page<EntryView> listed;
    listed.total = pg::only_row<std::int64_t>(answers[0]);
    listed.page = page.page;
    listed.size = page.size;
    for (auto& row : pg::rows_as<EntryRow>(answers[1]))
        listed.items.push_back(view_of(std::move(row)));
    co_return listed;
}

} // namespace qc::audit
