// SPDX-License-Identifier: Apache-2.0
#include "http/endpoint.hpp"
#include "quests/application/quest_reading.hpp"
#include "quests/application/search.hpp"
#include "quests/http/item_views.hpp"
#include "quests/http/routes.hpp"

#include <variant>

namespace qc::quests {
namespace {

enum class Include : std::int16_t { me };

} // namespace
} // namespace qc::quests

namespace qc::contract {

template <>
struct EnumNames<quests::Include> {
    static constexpr std::array value{std::pair{quests::Include::me, std::string_view("me")}};
};

template <>
struct EnumNames<quests::MyFilter> {
    static constexpr auto value = quests::my_filter_names;
};

} // namespace qc::contract

namespace qc::quests {
namespace {

using access::Permission;
using PageNumber = contract::Int<1, 2'147'483'647>;
using PageSize = contract::Int<1, 100>;
using ItemPage = Page<QuestItemView>;
/// Without page and size a bare list, else a page.
using ListView = std::variant<std::vector<QuestItemView>, ItemPage>;
using ListReply = http::Reply<ListView>;

struct ListQuery {
    std::optional<CategoryId> category_id;
    std::optional<Include> include;
    std::optional<PageNumber> page;
    std::optional<PageSize> size;
};
BOOST_DESCRIBE_STRUCT(ListQuery, (), (category_id, include, page, size))

struct AdminListQuery {
    std::optional<Status> status;
    std::optional<PageNumber> page;
    std::optional<PageSize> size;
};
BOOST_DESCRIBE_STRUCT(AdminListQuery, (), (status, page, size))

struct MyQuery {
    contract::Defaulted<MyFilter, MyFilter::all> filter;
    contract::Defaulted<PageNumber, 1> page;
    contract::Defaulted<PageSize, 50> size;
};
BOOST_DESCRIBE_STRUCT(MyQuery, (), (filter, page, size))

template <class Query>
std::optional<PageRequest> asked_page(Query const& query) {
    if (!query.page && !query.size) return std::nullopt;
    PageRequest page;
    if (query.page) page.page = *query.page;
    if (query.size) page.size = *query.size;
    return page;
}

std::vector<QuestId> ids_of(std::vector<QuestItemView> const& views) {
    std::vector<QuestId> ids;
    ids.reserve(views.size());
    for (auto const& view : views)
        ids.push_back(view.id);
    return ids;
}

using Services = ReadingServices;

Task<void> mark(Services with, Viewer viewer, std::vector<QuestItemView>& views) {
    auto const marks = co_await with.queries.marks(ids_of(views), viewer);
    add_marks(views, marks);
}

struct Listed {
    std::vector<QuestItemView> views;
    std::int64_t total = 0;
};

ListReply reply_of(Listed listed, std::optional<PageRequest> asked) {
    ListReply reply;
    reply.headers.emplace_back("X-Total-Count", std::to_string(listed.total));
    if (asked) {
        reply.view = ItemPage{std::move(listed.views), listed.total, asked->page, asked->size};
    } else {
        reply.view = std::move(listed.views);
    }
    return reply;
}

Task<Listed> newest(Services with, SearchFilters filters, std::optional<PageRequest> asked) {
    auto const page = asked.value_or(PageRequest{1, with.list_max});
    auto const found = co_await with.search.newest(std::move(filters), page);
    co_return Listed{item_views(with.files, found.items), found.total};
}

http::RouteSpec get_spec(std::string path, std::string summary, http::Access access) {
    return {
        .method = http::Method::get,
        .path = "/api/v1/quests" + path,
        .summary = std::move(summary),
        .tag = "Quests",
        .access = std::move(access),
    };
}

http::Route list_route(Services const& with) {
    using Call = http::Call<http::None, ListQuery>;
    return http::plain_route<ListReply, http::None, ListQuery>(
        get_spec("", "List published quests, newest first", http::may(Permission::view_quests)),
        [with](Call const& call) -> Task<Result<ListReply>> {
            SearchFilters filters;
            if (call.query.category_id) filters.categories.push_back(*call.query.category_id);
            auto const asked = asked_page(call.query);
            auto listed = co_await newest(with, std::move(filters), asked);
            if (call.query.include) {
                auto const viewer = with.reading.viewer(call.caller());
                co_await mark(with, viewer, listed.views);
            }
            co_return reply_of(std::move(listed), asked);
        }
    );
}

bool sees_own_only(access::Caller const& caller) {
    return !caller.may(Permission::edit_quests) && !caller.may(Permission::delete_quests) &&
           !caller.may(Permission::moderate_quests);
}

http::Route admin_list_route(Services const& with) {
    using Call = http::Call<http::None, AdminListQuery>;
    auto access = http::may_any(
        {Permission::create_quests,
         Permission::edit_quests,
         Permission::delete_quests,
         Permission::moderate_quests}
    );
    return http::plain_route<ListReply, http::None, AdminListQuery>(
        get_spec(
            "/admin/list",
            "List quests in all states",
            std::move(access).where("with only create_quests: own quests")
        ),
        [with](Call const& call) -> Task<Result<ListReply>> {
            SearchFilters filters;
            filters.status = call.query.status;
            filters.any_status = !call.query.status;
            if (sees_own_only(call.caller())) filters.author = call.caller().user;
            auto const asked = asked_page(call.query);
            auto listed = co_await newest(with, std::move(filters), asked);
            co_return reply_of(std::move(listed), asked);
        }
    );
}

http::Route my_route(Services const& with) {
    using Call = http::Call<http::None, MyQuery>;
    return http::plain_route<ItemPage, http::None, MyQuery>(
        get_spec(
            "/my",
            "List quests that the caller plays, has played, likes or has made",
            http::may(Permission::view_quests)
        ),
        [with](Call const& call) -> Task<Result<ItemPage>> {
            auto const viewer = with.reading.viewer(call.caller());
            PageRequest const page{*call.query.page, *call.query.size};
            auto const found = co_await with.queries.mine(viewer, call.query.filter, page);
            ItemPage out{item_views(with.files, found.items), found.total, page.page, page.size};
            co_await mark(with, viewer, out.items);
            co_return out;
        }
    );
}

} // namespace

void add_list_routes(http::Routes& routes, ReadingServices const& services) {
    routes.push_back(list_route(services));
    routes.push_back(my_route(services));
    routes.push_back(admin_list_route(services));
}

} // namespace qc::quests
