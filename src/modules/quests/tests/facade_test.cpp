// SPDX-License-Identifier: Apache-2.0
#include "pg/rows.hpp"
#include "quests/postgres/postgres_quests.hpp"
#include "quests/tests/fake_files.hpp"
#include "support/database_test.hpp"

#include <gtest/gtest.h>

namespace qc::quests {
namespace {

ImportedQuest imported(std::string name, std::string source) {
    ImportedQuest quest;
    quest.name = std::move(name);
    quest.description = "Through the old town.";
    quest.category_id = 3;
    quest.place_name = "Millbridge";
    quest.cost = 10;
    quest.reward = 20;
    quest.source = std::move(source);
    quest.attribution = "Contributors of a map";
    ImportedPoint bridge;
    bridge.name_of_location = "Bridge";
    bridge.description = "How many arches?";
    bridge.activity_id = 5;
    bridge.tool_id = 13;
    bridge.type_code = "007";
    bridge.latitude = 51.5;
    bridge.longitude = -0.25;
    ImportedPoint mill;
    mill.name_of_location = "Mill \"O'Grady\"";
    mill.description = "Find the sign.";
    mill.activity_id = 4;
    mill.latitude = 51.51;
    mill.longitude = -0.26;
    mill.detections_radius_m = 10;
    quest.points = {bridge, mill};
    return quest;
}

class QuestsFacade : public qc::test::DatabaseTest {
protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        if (IsSkipped()) return;
        quests.emplace(PostgresQuests::Services{*database, files, clock, random});
    }

    template <class T>
    T in_transaction(std::function<Task<T>(Transaction&)> work) {
        auto transaction = run(database->begin());
        auto outcome = run(work(*transaction));
        run(transaction->commit());
        return outcome;
    }

    ImportOutcome import(ImportedQuest quest) {
        return in_transaction<ImportOutcome>([&](Transaction& transaction) {
            return quests->import(transaction, quest);
        });
    }

    std::optional<Route> open_route(QuestId quest) {
        return in_transaction<std::optional<Route>>([&](Transaction& transaction) {
            return quests->open_route(transaction, quest);
        });
    }

    std::string text(std::string const& query) {
        return pg::only_row<std::string>(storage->session().run("select (" + query + ")::text"));
    }

    QuestId quest_id(std::string const& source) {
        return {std::stoi(text("select id from quest where source = '" + source + "'"))};
    }

    test::FakeFiles files;
    std::optional<PostgresQuests> quests;
};

TEST_F(QuestsFacade, ImportsAPublishedQuestWithItsPlace) {
    EXPECT_EQ(import(imported("Old town", "map:1")), ImportOutcome::created);
    EXPECT_EQ(
        text("select concat_ws('|', q.name, q.status, q.author_id is null, p.name, q.reward, "
             "q.attribution, q.published_at is not null) from quest q join place p on p.id = "
             "q.place_id"),
        "Old town|published|t|Millbridge|20|Contributors of a map|t"
    );
}

TEST_F(QuestsFacade, KnowsWhatItImportedBefore) {
    import(imported("Old town", "map:1"));
    EXPECT_EQ(import(imported("Another name", "map:1")), ImportOutcome::known);
    EXPECT_EQ(text("select count(*) from quest"), "1");
    EXPECT_EQ(text("select count(*) from point"), "2");
}

TEST_F(QuestsFacade, NumbersNamesThatAreTaken) {
    auto const longest = std::string(128, 'x');
    import(imported("Old town", "map:1"));
    import(imported("OLD TOWN", "map:2"));
    import(imported(longest, "map:3"));
    import(imported(longest, "map:4"));
    EXPECT_EQ(text("select name from quest where source = 'map:2'"), "OLD TOWN (2)");
    EXPECT_EQ(
        text("select name from quest where source = 'map:4'"), std::string(124, 'x') + " (2)"
    );
}

TEST_F(QuestsFacade, KeepsTheStartOfAnImportedQuest) {
    import(imported("Old town", "map:1"));
    EXPECT_EQ(
        text("select start_latitude || ' ' || start_longitude || ' ' || "
             "round(start_mercator[0]::numeric, 2) || ' ' || round(start_mercator[1]::numeric, 2) "
             "from quest"),
        "51.5 -0.25 -27829.87 6710219.08"
    );
}

TEST_F(QuestsFacade, ImportsAQuestWithoutPointsNearAPole) {
    auto quest = imported("Pole", "map:pole");
    quest.points.resize(1);
    quest.points[0].latitude = 89;
    import(quest);
    auto bare = imported("Bare", "map:bare");
    bare.points.clear();
    bare.attribution.clear();
    import(bare);
    EXPECT_EQ(text("select count(*) from quest where start_mercator is null"), "2");
    EXPECT_EQ(text("select count(*) from quest where start_latitude is null"), "1");
}

TEST_F(QuestsFacade, GivesAnOfferInAnyStatus) {
    import(imported("Old town", "map:1"));
    auto const id = quest_id("map:1");
    static_cast<void>(storage->session().run("update quest set status = 'archived', pay_extra = 5")
    );
    auto const found = in_transaction<std::optional<Offer>>([&](Transaction& transaction) {
        return quests->offer(transaction, id);
    });
    ASSERT_TRUE(found);
    EXPECT_EQ(found->status, "archived");
    EXPECT_EQ(found->price.cost, 10);
    EXPECT_EQ(found->price.amount, 5);
    EXPECT_FALSE(found->author);
    auto const unknown = in_transaction<std::optional<Offer>>([&](Transaction& transaction) {
        return quests->offer(transaction, QuestId{999});
    });
    EXPECT_FALSE(unknown);
}

TEST_F(QuestsFacade, OpensTheRouteOfAPublishedQuestAndCountsTheRun) {
    import(imported("Old town", "map:1"));
    auto const id = quest_id("map:1");
    static_cast<void>(
        storage->session().run("insert into hint (point_id, \"order\", text, cost) "
                               "select id, 1, 'Count again', 3 from point where \"order\" = 1")
    );
    auto const route = open_route(id);
    ASSERT_TRUE(route);
    EXPECT_EQ(route->version, 1);
    EXPECT_EQ(route->group, 4);
    EXPECT_EQ(route->reward, 20);
    EXPECT_TRUE(route->auto_accrual);
    ASSERT_EQ(route->points.size(), 2U);
    auto const& bridge = route->points[0];
    EXPECT_EQ(bridge.kind, "code");
    EXPECT_EQ(bridge.type_code, "007");
    EXPECT_EQ(bridge.qr_secret, std::nullopt);
    ASSERT_EQ(bridge.places.size(), 1U);
    EXPECT_EQ(bridge.places[0].latitude, 51.5);
    EXPECT_EQ(bridge.places[0].height_m, 1.8);
    ASSERT_EQ(bridge.hints.size(), 1U);
    EXPECT_EQ(bridge.hints[0].text, "Count again");
    EXPECT_EQ(route->points[1].name, "Mill \"O'Grady\"");
    EXPECT_EQ(route->points[1].places[0].detections_radius_m, 10);
    EXPECT_EQ(route->points[1].qr_secret->size(), 22U);
    EXPECT_EQ(text("select runs_count from quest"), "1");
}

TEST_F(QuestsFacade, OpensNoRouteOfUnpublishedQuests) {
    import(imported("Old town", "map:1"));
    auto const id = quest_id("map:1");
    static_cast<void>(storage->session().run("update quest set status = 'archived'"));
    EXPECT_FALSE(open_route(id));
    EXPECT_EQ(text("select count(*) from quest_version"), "0");
    EXPECT_EQ(text("select runs_count from quest"), "0");
}

TEST_F(QuestsFacade, KeepsTheRouteOfAVersionAfterAnEdit) {
    import(imported("Old town", "map:1"));
    auto const id = quest_id("map:1");
    ASSERT_TRUE(open_route(id));
    auto session = storage->session();
    static_cast<void>(session.run("delete from point where \"order\" = 1"));
    static_cast<void>(session.run("update quest set version = 2, reward = 99"));
    auto const kept = in_transaction<Route>([&](Transaction& transaction) {
        return quests->route(transaction, id, 1);
    });
    EXPECT_EQ(kept.points.size(), 2U);
    EXPECT_EQ(kept.reward, 20);
    auto const next = open_route(id);
    ASSERT_TRUE(next);
    EXPECT_EQ(next->version, 2);
    EXPECT_EQ(next->points.size(), 1U);
    EXPECT_EQ(text("select count(*) from quest_version"), "2");
}

TEST_F(QuestsFacade, AKeptRouteHoldsItsArtefacts) {
    import(imported("Old town", "map:1"));
    auto const id = quest_id("map:1");
    static_cast<void>(storage->session().run("update point set file = 'files/map.pdf'"));
    ASSERT_TRUE(open_route(id));
    ASSERT_TRUE(open_route(id));
    EXPECT_EQ(files.links("files/map.pdf"), 2);
}

TEST_F(QuestsFacade, ARouteThatWasNeverKeptIsADefect) {
    import(imported("Old town", "map:1"));
    auto transaction = run(database->begin());
    EXPECT_THROW(run(quests->route(*transaction, quest_id("map:1"), 7)), std::logic_error);
}

TEST_F(QuestsFacade, TwoStartsOfOneQuestDoNotBlockEachOther) {
    import(imported("Old town", "map:1"));
    auto const id = quest_id("map:1");
    auto first = run(database->begin());
    auto second = run(database->begin());
    ASSERT_TRUE(run(quests->offer(*first, id)));
    ASSERT_TRUE(run(quests->offer(*second, id)));
    ASSERT_TRUE(run(quests->open_route(*first, id)));
    run(first->commit());
    ASSERT_TRUE(run(quests->open_route(*second, id)));
    run(second->commit());
    EXPECT_EQ(text("select runs_count from quest"), "2");
}

} // namespace
} // namespace qc::quests
