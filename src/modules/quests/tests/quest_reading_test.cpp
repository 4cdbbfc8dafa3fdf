// SPDX-License-Identifier: Apache-2.0
#include "reading_fixture.hpp"

#include <gtest/gtest.h>

namespace qc::quests::test {
namespace {

class QuestPages : public ReadingTest {
protected:
    static std::string page(std::string const& form, std::int32_t id) {
        return "/api/v1/quests/" + form + std::to_string(id);
    }

    void buy(std::int32_t quest, UserId user, std::string const& method) {
        sql("insert into purchase (user_id, quest_id, price, method) values ($1, $2, 0, $3)",
            pg::parameters(user, quest, method));
    }

    void subscribe(UserId user, Instant until) {
        sql("update profile set subscription_until = $2 where id = "
            "(select profile_id from \"user\" where id = $1)",
            pg::parameters(user, until));
    }
};

/// Secrets besides those that the reader has earned.
void expect_no_secrets(qc::test::ApiAnswer const& answer, std::vector<std::string> const& secrets) {
    for (auto const& secret : secrets)
        EXPECT_EQ(answer.body.find(secret), std::string::npos) << secret << '\n' << answer.body;
}

TEST_F(QuestPages, ShowAQuestWithoutItsSecrets) {
    auto const id = add_quest({.name = "Walk", .cost = 5});
    auto const quest = api().get(page("", id), &player);
    ASSERT_EQ(quest.status, 200) << quest.body;
    expect_no_secrets(quest, secret_texts());
    EXPECT_EQ(quest.at("/title"), "Walk");
    EXPECT_EQ(quest.at("/imageUrl"), "https://files.example/static/default-quest.png");
    EXPECT_EQ(quest.at("/categoryTitle"), "Adventure");
    EXPECT_EQ(quest.at("/difficulty"), "Medium");
    EXPECT_EQ(quest.at("/duration"), "3 hours");
    EXPECT_EQ(quest.at("/type"), "two players");
    EXPECT_EQ(quest.at("/rating"), 4.33);
    EXPECT_EQ(quest.at("/mainPreferences/types").as_array().size(), 3U);
    EXPECT_EQ(quest.at("/mainPreferences/tools").as_array().size(), 1U);
    EXPECT_EQ(quest.at("/points/0/answerKind"), "code");
    EXPECT_EQ(quest.at("/points/0/places/0/latitude"), 55.0);
    EXPECT_TRUE(quest.at("/points/1/places").as_array().empty());
    EXPECT_EQ(quest.at("/points/2/answerKind"), "photo");
    EXPECT_EQ(quest.at("/merchList/0/image"), "https://files.example/static/default-merch.png");
    EXPECT_EQ(quest.at("/placeSettings/settings/title"), "Москва");
    EXPECT_NE(quest.body.find("\"latitude\":55.0"), std::string::npos);
}

TEST_F(QuestPages, ShowTheCardWithTheNewestReviews) {
    auto const id = add_quest({.name = "Walk", .pay_extra = 3});
    sql("insert into review (quest_id, user_id, text, rating) values ($1, $2, 'Fine', 4)",
        pg::parameters(id, player.user));
    sql("insert into review_response (review_id, user_id, text) "
        "select id, $1, 'Thanks' from review",
        pg::parameters(manager.user));
    for (std::string const form : {"user/", "get-quest/"}) {
        auto const card = api().get(page(form, id), &player);
        ASSERT_EQ(card.status, 200) << card.body;
        expect_no_secrets(card, secret_texts());
        EXPECT_EQ(card.at("/mainPreferences/price/amount"), 3);
        EXPECT_EQ(card.at("/mainPreferences/price/currency"), "USD");
        EXPECT_EQ(card.at("/reviews/0/userName"), "Test User");
        EXPECT_EQ(card.at("/reviews/0/reply"), "Thanks");
        EXPECT_EQ(card.at("/merch/0/price"), 9);
    }
}

TEST_F(QuestPages, HideUnpublishedQuestsFromPlayers) {
    auto const id = add_quest({.name = "Draft", .status = "draft", .author = author.user});
    for (std::string const form : {"", "user/", "get-quest/"}) {
        EXPECT_EQ(api().get(page(form, id), &player).code(), "QUEST_NOT_FOUND");
        EXPECT_EQ(api().get(page(form, id), &author).status, 200);
        EXPECT_EQ(api().get(page(form, id), &manager).status, 200);
        EXPECT_EQ(api().get(page(form, 900), &manager).status, 404);
    }
    EXPECT_EQ(api().get(page("me/", id), &author).status, 404);
    EXPECT_EQ(api().get(page("me/", 900), &author).status, 404);
    EXPECT_EQ(api().get("/api/v1/quests/x1", &player).status, 422);
}

TEST_F(QuestPages, KeepArchivedQuestsForThoseWhoBoughtThem) {
    auto const id = add_quest({.name = "Old", .status = "archived", .pay_extra = 2});
    EXPECT_EQ(api().get(page("", id), &player).status, 404);
    buy(id, player.user, "free");
    EXPECT_EQ(api().get(page("", id), &player).status, 200);
    EXPECT_EQ(api().get(page("me/", id), &player).status, 200);
}

TEST_F(QuestPages, OpenTheRouteWithoutAnswersWhenNothingIsDue) {
    auto const id = add_quest({.name = "Cheap", .cost = 50});
    auto const route = api().get(page("me/", id), &player);
    ASSERT_EQ(route.status, 200) << route.body;
    expect_no_secrets(route, secret_texts());
    EXPECT_EQ(route.at("/questId"), id);
    EXPECT_EQ(route.at("/answersRevealed"), false);
    EXPECT_TRUE(route.at("/points/0/type/typeCode").is_null());
    EXPECT_EQ(route.at("/points/2/type/typePhoto"), "Face verification");
    EXPECT_EQ(route.at("/points/0/places/0/detectionsRadius"), 5.0);
    EXPECT_TRUE(route.at("/points/1/places").as_array().empty());
}

TEST_F(QuestPages, ClosePaidRoutesUntilTheyAreBought) {
    auto const id = add_quest({.name = "Paid", .cost = 10, .pay_extra = 4});
    auto const closed = api().get(page("me/", id), &player);
    EXPECT_EQ(closed.status, 402);
    EXPECT_EQ(closed.code(), "QUEST_NOT_PURCHASED");
    EXPECT_EQ(closed.at("/details/questId"), id);
    EXPECT_EQ(closed.at("/details/price"), 14);
    expect_no_secrets(closed, secret_texts());
    EXPECT_EQ(api().get(page("me/", id), &manager).status, 200);
    subscribe(player.user, api().clock().now() + std::chrono::hours{1});
    EXPECT_EQ(api().get(page("me/", id), &player).status, 402);
    buy(id, player.user, "free");
    EXPECT_EQ(api().get(page("me/", id), &player).status, 200);
}

TEST_F(QuestPages, OpenSubscriptionRoutesWhileTheSubscriptionRuns) {
    auto const id = add_quest({.name = "Club", .is_subscription = true});
    EXPECT_EQ(api().get(page("me/", id), &player).code(), "SUBSCRIPTION_REQUIRED");
    subscribe(player.user, api().clock().now() + std::chrono::hours{1});
    EXPECT_EQ(api().get(page("me/", id), &player).status, 200);
    buy(id, player.user, "subscription");
    EXPECT_EQ(api().get(page("", id), &player).at("/purchased"), true);
    api().clock().advance(std::chrono::hours{2});
    EXPECT_EQ(api().get(page("me/", id), &player).code(), "SUBSCRIPTION_REQUIRED");
    EXPECT_EQ(api().get(page("", id), &player).at("/purchased"), false);
}

TEST_F(QuestPages, ShowAnswersOfPassedPointsAndPlacesOfReachedOnes) {
    auto const id = add_quest({.name = "Road"});
    add_run(id, player.user, "active");
    auto const route = api().get(page("me/", id), &player);
    EXPECT_EQ(route.at("/points/0/type/typeCode"), "04711");
    EXPECT_EQ(
        route.at("/points/0/files/file"),
        "https://files.example/documents/quests/points/artefact.pdf?sig=x"
    );
    EXPECT_TRUE(route.at("/points/1/type/typeWord").is_null());
    EXPECT_EQ(route.at("/points/1/places/0/latitude"), 61.5);
    expect_no_secrets(route, {"Sesam", "qrsecret", "Look under"});
    auto const other = api().get(page("me/", id), &author);
    expect_no_secrets(other, secret_texts());
}

TEST_F(QuestPages, ShowStaffEverythingButTheQrSecret) {
    auto const id = add_quest({.name = "Mine", .status = "draft", .author = author.user});
    for (auto const* const caller : {&author, &manager, &admin}) {
        auto const quest = api().get(page("admin/", id), caller);
        ASSERT_EQ(quest.status, 200) << quest.body;
        EXPECT_EQ(quest.header("ETag"), "\"1\"");
        EXPECT_EQ(quest.at("/version"), 1);
        EXPECT_EQ(quest.at("/points/0/typeCode"), "04711");
        EXPECT_EQ(quest.at("/points/0/hints/0/text"), "Look under the stone");
        EXPECT_EQ(quest.at("/points/1/typeWord"), "Sesam");
        EXPECT_EQ(quest.at("/points/1/placeSettings/0/latitude"), 61.5);
        EXPECT_EQ(quest.body.find("qrsecret"), std::string::npos);
    }
    auto const foreign = add_quest({.name = "Other"});
    EXPECT_EQ(api().get(page("admin/", foreign), &author).code(), "QUEST_NOT_FOUND");
    EXPECT_EQ(api().get(page("admin/", id), &player).code(), "PERMISSION_DENIED");
    EXPECT_EQ(api().get(page("admin/", 900), &admin).status, 404);
}

TEST_F(QuestPages, AnswerTheUrlOfAMentorDocument) {
    auto const id = add_quest({.name = "Guided"});
    sql("update quest set mentor_preference = 'documents/quests/mentors/a.pdf', image = "
        "'images/q.png' "
        "where id = $1",
        pg::parameters(id));
    auto const quest = api().get(page("", id), &player);
    EXPECT_EQ(
        quest.at("/mentorPreference"), "https://files.example/documents/quests/mentors/a.pdf"
    );
    EXPECT_EQ(quest.at("/image"), "https://files.example/images/q.png");
    sql("update quest set mentor_preference = 'no_mentor' where id = $1", pg::parameters(id));
    EXPECT_EQ(api().get(page("me/", id), &player).at("/mentorPreference"), "no_mentor");
}

TEST_F(QuestPages, CountQuestsAndRuns) {
    auto const id = add_quest({.name = "One"});
    add_quest({.name = "Two", .status = "draft"});
    add_quest({.name = "Three", .status = "pending"});
    add_run(id, player.user, "finished");
    sql("update session set last_used_at = $1", pg::parameters(api().clock().now()));
    auto const all = api().get("/api/v1/quests/admin/analytics", &author);
    ASSERT_EQ(all.status, 200) << all.body;
    EXPECT_EQ(all.at("/totalQuests"), 3);
    EXPECT_EQ(all.at("/activeQuests"), 1);
    EXPECT_EQ(all.at("/draftQuests"), 1);
    EXPECT_EQ(all.at("/pendingQuests"), 1);
    EXPECT_EQ(all.at("/archivedQuests"), 0);
    EXPECT_EQ(all.at("/categoriesStats/Adventure"), 3);
    EXPECT_EQ(all.at("/categoriesStats/Social"), 0);
    EXPECT_EQ(all.at("/difficultyStats/Medium"), 3);
    EXPECT_EQ(all.at("/difficultyStats/Hard"), 0);
    EXPECT_EQ(all.at("/popularQuests/0/name"), "One");
    EXPECT_EQ(all.at("/runsLast7Days"), 1);
    EXPECT_EQ(all.at("/userEngagement"), "Medium");
    EXPECT_EQ(api().get("/api/v1/quests/admin/analytics", &player).status, 403);
}

} // namespace
} // namespace qc::quests::test
