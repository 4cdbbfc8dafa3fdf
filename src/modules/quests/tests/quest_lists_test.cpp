// SPDX-License-Identifier: Apache-2.0
#include "reading_fixture.hpp"

#include <boost/json/object.hpp>
#include <gtest/gtest.h>

namespace qc::quests::test {
namespace {

using Ids = std::vector<std::int64_t>;

class QuestLists : public ReadingTest {
protected:
    qc::test::ApiAnswer search(std::string const& query, access::Caller const& caller) {
        return api().get("/api/v1/quests/search?" + query, &caller);
    }

    qc::test::ApiAnswer search(std::string const& query) { return search(query, player); }

    void place_at(std::int32_t id, double latitude, double longitude) {
        sql("update quest set start_latitude = $2, start_longitude = $3, start_mercator = "
            "pg_catalog.point(6378137 * radians($3), 6378137 * asinh(tan(radians($2::float8)))) "
            "where id = $1",
            pg::parameters(id, latitude, longitude));
    }
};

TEST_F(QuestLists, ShowPublishedQuestsNewestFirstUpToTheMaximum) {
    auto const first = add_quest({.name = "A"});
    auto const second = add_quest({.name = "B"});
    add_quest({.name = "Draft", .status = "draft"});
    auto const third = add_quest({.name = "C", .category = 2});
    auto const fourth = add_quest({.name = "D"});
    auto const list = api().get("/api/v1/quests/", &player);
    EXPECT_EQ(ids(list), (Ids{fourth, third, second}));
    EXPECT_EQ(list.header("X-Total-Count"), "4");
    EXPECT_TRUE(list.at("/0/mainPreferences/types").as_array().empty());
    EXPECT_FALSE(list.json().as_array()[0].as_object().contains("isFavorite"));
    auto const page = api().get("/api/v1/quests?page=2&size=3", &player);
    EXPECT_EQ(ids(page), Ids{first});
    EXPECT_EQ(page.at("/total"), 4);
    EXPECT_EQ(page.at("/pages"), 2);
    EXPECT_EQ(ids(api().get("/api/v1/quests?category_id=2", &player)), Ids{third});
    EXPECT_EQ(api().get("/api/v1/quests?size=101", &player).status, 422);
    EXPECT_EQ(api().get("/api/v1/quests").status, 401);
}

TEST_F(QuestLists, MarkWhatTheCallerHasToDoWithAQuest) {
    auto const plain = add_quest({.name = "Plain"});
    auto const liked = add_quest({.name = "Liked"});
    auto const played = add_quest({.name = "Played"});
    sql("insert into favorite (user_id, quest_id) values ($1, $2)",
        pg::parameters(player.user, liked));
    sql("insert into purchase (user_id, quest_id, price, method) values ($1, $2, 0, 'free')",
        pg::parameters(player.user, liked));
    add_run(played, player.user, "active");
    auto const list = api().get("/api/v1/quests?include=me", &player);
    EXPECT_EQ(ids(list), (Ids{played, liked, plain}));
    EXPECT_EQ(list.at("/0/runStatus"), "active");
    EXPECT_EQ(list.at("/1/isFavorite"), true);
    EXPECT_EQ(list.at("/1/purchased"), true);
    EXPECT_EQ(list.at("/1/runStatus"), "none");
    EXPECT_EQ(list.at("/2/purchased"), false);
    EXPECT_EQ(api().get("/api/v1/quests?include=you", &player).status, 422);
}

TEST_F(QuestLists, ShowWhatACallerPlaysLikesAndHasMade) {
    auto const active = add_quest({.name = "Active"});
    auto const done = add_quest({.name = "Done", .status = "archived"});
    auto const liked = add_quest({.name = "Liked"});
    auto const hidden = add_quest({.name = "Hidden", .status = "draft"});
    auto const made = add_quest({.name = "Made", .status = "draft", .author = player.user});
    add_quest({.name = "Nothing to do with it"});
    add_run(active, player.user, "paused");
    add_run(done, player.user, "finished");
    for (auto const quest : {liked, hidden}) {
        sql("insert into favorite (user_id, quest_id) values ($1, $2)",
            pg::parameters(player.user, quest));
    }
    auto const my = [&](std::string const& filter) {
        return api().get("/api/v1/quests/my?filter=" + filter, &player);
    };
    EXPECT_EQ(ids(my("active")), Ids{active});
    EXPECT_EQ(ids(my("completed")), Ids{done});
    EXPECT_EQ(my("completed").at("/items/0/runStatus"), "completed");
    EXPECT_EQ(ids(my("favorite")), Ids{liked});
    EXPECT_EQ(ids(my("created")), Ids{made});
    EXPECT_EQ(ids(my("all")), (Ids{made, liked, done, active}));
    auto const page = api().get("/api/v1/quests/my?page=2&size=3", &player);
    EXPECT_EQ(ids(page), Ids{active});
    EXPECT_EQ(page.at("/total"), 4);
    auto const behind = api().get("/api/v1/quests/my?page=3&size=3", &player);
    EXPECT_EQ(ids(behind), Ids{});
    EXPECT_EQ(behind.at("/total"), 4);
    EXPECT_EQ(my("mine").status, 422);
}

TEST_F(QuestLists, ShowStaffEveryStateAndAuthorsTheirOwn) {
    auto const published = add_quest({.name = "P"});
    auto const draft = add_quest({.name = "D", .status = "draft", .author = author.user});
    auto const list = api().get("/api/v1/quests/admin/list", &manager);
    EXPECT_EQ(ids(list), (Ids{draft, published}));
    EXPECT_EQ(list.header("X-Total-Count"), "2");
    EXPECT_EQ(ids(api().get("/api/v1/quests/admin/list?status=draft", &manager)), Ids{draft});
    EXPECT_EQ(ids(api().get("/api/v1/quests/admin/list", &author)), Ids{draft});
    EXPECT_EQ(api().get("/api/v1/quests/admin/list?page=1", &author).at("/total"), 1);
    EXPECT_EQ(api().get("/api/v1/quests/admin/list", &player).status, 403);
}

TEST_F(QuestLists, FindWordsPhrasesPrefixesAndExclusions) {
    auto const old = add_quest({.name = "Башня", .description = "Старые музеи и парки"});
    auto const park = add_quest({.name = "Парк", .description = "Тихий музей у реки"});
    auto const english =
        add_quest({.name = "Walter's tower", .description = "an old stone bridge"});
    auto const found = [&](std::string const& q) { return ids(search("sort=created&q=" + q)); };
    EXPECT_EQ(found("%D0%BC%D1%83%D0%B7%D0%B5%D0%B9"), (Ids{park, old}));
    EXPECT_EQ(found("%D0%BC%D1%83%D0%B7"), (Ids{park, old}));
    EXPECT_EQ(found("%D0%BC%D1%83%D0%B7%D0%B5%D0%B9+-%D0%BF%D0%B0%D1%80%D0%BA%D0%B8"), Ids{});
    EXPECT_EQ(found("%D0%BC%D1%83%D0%B7%D0%B5%D0%B9+-%D1%80%D0%B5%D0%BA%D0%B8"), Ids{old});
    EXPECT_EQ(found("%22stone+bridge%22"), Ids{english});
    EXPECT_EQ(found("%22bridge+stone%22"), Ids{});
    EXPECT_EQ(found("bridge+stone"), Ids{english});
    EXPECT_EQ(found("Walter"), Ids{english});
    EXPECT_EQ(found("'%5C%26%7C!:*+stone"), Ids{english});
    EXPECT_EQ(found("+++"), (Ids{english, park, old}));
}

TEST_F(QuestLists, RankTheNameAboveTheDescription) {
    auto const in_name = add_quest({.name = "Lighthouse", .description = "Sea"});
    auto const in_text = add_quest({.name = "Sea", .description = "A lighthouse"});
    EXPECT_EQ(ids(search("q=lighthouse")), (Ids{in_name, in_text}));
    EXPECT_EQ(ids(search("q=lighthouse&order=asc")), (Ids{in_text, in_name}));
    EXPECT_TRUE(search("q=lighthouse&size=1").at("/nextCursor").is_null());
    EXPECT_EQ(ids(search("q=lighthouse&size=1&page=2")), Ids{in_text});
    EXPECT_EQ(search("q=lighthouse").at("/total"), 2);
}

TEST_F(QuestLists, RefuseTermsThatNobodyTypes) {
    auto const length = search("q=" + std::string(1001, 'a'));
    EXPECT_EQ(length.status, 400);
    EXPECT_EQ(length.code(), "SEARCH_TERM_TOO_LONG");
    EXPECT_EQ(length.at("/message"), "Search term too long: 1001 characters (max 1000)");
    EXPECT_EQ(length.at("/details/max"), 1000);
    EXPECT_EQ(search("q=a%07b").code(), "INVALID_SEARCH_TERM");
    EXPECT_EQ(search("q=a%09b").status, 200);
}

TEST_F(QuestLists, RefuseQueriesThatMakeNoSense) {
    EXPECT_EQ(search("page=101&size=100").status, 422);
    EXPECT_EQ(search("page=100&size=100").status, 200);
    EXPECT_EQ(search("sort=relevance").status, 422);
    EXPECT_EQ(search("sort=distance").status, 422);
    auto const radius = search("radius_m=50");
    EXPECT_EQ(radius.status, 422);
    EXPECT_EQ(radius.at("/errors/0/loc/1"), "radius_m");
    EXPECT_EQ(search("near=55&radius_m=50").status, 422);
    EXPECT_EQ(search("near=91,0").status, 422);
    EXPECT_EQ(search("near=55,37&radius_m=50001").status, 422);
    EXPECT_EQ(search("level=Easy,Simple").status, 422);
    EXPECT_EQ(search("timeframe=2").status, 422);
    EXPECT_EQ(search("cursor=abc").status, 422);
    EXPECT_EQ(search("sort=cost&cursor=!").status, 422);
    EXPECT_EQ(search("total=about").status, 422);
}

TEST_F(QuestLists, FilterByEverythingAPlayerCanChoose) {
    auto const free = add_quest({.name = "Free"});
    auto const paid = add_quest({.name = "Paid", .cost = 100, .category = 2});
    auto const club = add_quest({.name = "Club", .is_subscription = true, .category = 3});
    sql("update quest set timeframe = null, level = 3, rating_sum = 3 where id = $1",
        pg::parameters(club));
    EXPECT_EQ(ids(search("free=true")), Ids{free});
    EXPECT_EQ(ids(search("free=false")), (Ids{club, paid}));
    EXPECT_EQ(ids(search("is_subscription=true")), Ids{club});
    EXPECT_EQ(ids(search("cost_min=1&cost_max=100")), Ids{paid});
    EXPECT_EQ(ids(search("category_id=1,3")), (Ids{club, free}));
    EXPECT_EQ(ids(search("timeframe=none")), Ids{club});
    EXPECT_EQ(ids(search("timeframe=3,none&level=Medium,Hard")), (Ids{club, paid, free}));
    EXPECT_EQ(ids(search("timeframe=3&mileage=5-10&group=2")), (Ids{paid, free}));
    EXPECT_EQ(ids(search("rating_min=4")), (Ids{paid, free}));
    EXPECT_EQ(ids(search("sort=name")), (Ids{club, free, paid}));
    EXPECT_EQ(ids(search("sort=cost&order=desc&size=1")), Ids{paid});
    EXPECT_EQ(ids(search("categoryId=2")), Ids{paid});
}

TEST_F(QuestLists, FindPlacesNearbyByTrueDistance) {
    auto const near = add_quest({.name = "Near"});
    auto const far = add_quest({.name = "Far"});
    auto const away = add_quest({.name = "Away"});
    place_at(near, 55.001, 37);
    place_at(far, 55, 37.1);
    place_at(away, 57, 37);
    auto const answer = search("near=55,37&radius_m=10000&sort=distance");
    EXPECT_EQ(ids(answer), (Ids{near, far}));
    EXPECT_NEAR(answer.at("/items/0/distance").as_double(), 111.2, 0.1);
    EXPECT_EQ(ids(search("near=55,37&sort=distance&order=desc")), (Ids{far, near}));
    EXPECT_EQ(ids(search("near=55,37&radius_m=200")), Ids{near});
    EXPECT_EQ(ids(search("near=55,37&q=far")), Ids{far});
}

TEST_F(QuestLists, FindPlacesOnTheOtherSideOfTheDateLine) {
    auto const west = add_quest({.name = "West"});
    auto const east = add_quest({.name = "East"});
    place_at(west, 66, -179.99);
    place_at(east, 66, 179.97);
    for (std::string const side : {"near=66,179.999", "near=66,-179.999"}) {
        EXPECT_EQ(ids(search(side + "&radius_m=5000&sort=distance")), (Ids{west, east})) << side;
    }
}

TEST_F(QuestLists, GoOnBehindACursorThatBelongsToItsQuery) {
    std::vector<std::int64_t> all;
    for (int i = 0; i < 7; ++i)
        all.insert(all.begin(), add_quest({.name = "Quest " + std::to_string(i), .cost = i / 2}));
    for (std::string const order : {"created", "cost", "rating", "name"}) {
        auto const query = "size=3&category_id=1,2&sort=" + order;
        std::set<std::int64_t> seen;
        std::string cursor;
        for (int page = 0; page < 3; ++page) {
            auto const answer = search(query + cursor);
            ASSERT_EQ(answer.status, 200) << answer.body;
            for (auto const id : ids(answer))
                EXPECT_TRUE(seen.insert(id).second);
            auto const next = answer.at("/nextCursor");
            EXPECT_EQ(next.is_null(), page == 2);
            if (!next.is_null()) cursor = "&cursor=" + std::string(next.as_string());
        }
        EXPECT_EQ(seen.size(), 7U);
        EXPECT_EQ(search(query + cursor + "&level=Medium").status, 422);
        EXPECT_EQ(
            search(query + cursor + "&order=" + (order == "name" ? "desc" : "asc") + "&page=2")
                .status,
            422
        );
        EXPECT_EQ(search("size=3&sort=relevance&q=quest" + cursor).status, 422);
        cursor.back() = cursor.back() == 'A' ? 'Q' : 'A';
        EXPECT_EQ(search(query + cursor).status, 422);
    }
}

TEST_F(QuestLists, TakeTheSameListInAnyOrderForACursor) {
    for (int i = 0; i < 3; ++i)
        add_quest({.name = "Quest " + std::to_string(i)});
    auto const first = search("size=1&level=Medium,Easy");
    auto const cursor = "&cursor=" + std::string(first.at("/nextCursor").as_string());
    EXPECT_EQ(search("size=1&level=Easy,Medium,Easy" + cursor).status, 200);
}

TEST_F(QuestLists, ListOtherStatesForThoseWhoMayOnly) {
    add_quest({.name = "Theirs", .status = "draft"});
    auto const own = add_quest({.name = "Own", .status = "draft", .author = author.user});
    EXPECT_EQ(search("status=draft").code(), "PERMISSION_DENIED");
    EXPECT_EQ(ids(search("status=draft", author)), Ids{own});
    EXPECT_EQ(ids(search("status=draft&category_id=1", manager)).size(), 2U);
    EXPECT_EQ(ids(search("q=own", manager)).size(), 0U);
}

TEST_F(QuestLists, EstimateLargeTotalsForAMinute) {
    sql("insert into quest (name, description, category_id, \"group\", vehicle_id, level, mileage, "
        "place_id, status) select 'Many ' || i, 'x', 4, 1, 1, 1, 1, 1, 'published' "
        "from generate_series(1, 1200) as i");
    sql("analyze quest");
    auto const first = search("category_id=4");
    EXPECT_EQ(first.at("/totalExact"), false);
    EXPECT_NEAR(static_cast<double>(first.at("/total").as_int64()), 1200, 200);
    auto const exact = search("category_id=4&total=exact");
    EXPECT_EQ(exact.at("/totalExact"), true);
    EXPECT_EQ(exact.at("/total"), 1200);
    sql("delete from quest where category_id = 4 and id % 2 = 0");
    EXPECT_EQ(search("category_id=4").at("/total"), first.at("/total"));
    api().clock().advance(std::chrono::seconds{61});
    auto const later = search("category_id=4");
    EXPECT_EQ(later.at("/total"), 600);
    EXPECT_EQ(later.at("/totalExact"), true);
}

} // namespace
} // namespace qc::quests::test
