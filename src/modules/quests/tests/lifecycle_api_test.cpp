// SPDX-License-Identifier: Apache-2.0
#include "quests/tests/authoring_fixture.hpp"

namespace qc::quests::test {
namespace {

class LifecycleRoutes : public AuthoringTest {
protected:
    qc::test::ApiAnswer
    step(std::int64_t quest, std::string const& name, access::Caller const& caller) {
        return api().post(path(quest, "/" + name), "", &caller);
    }

    std::int64_t draft(std::string const& name) {
        auto body = quest_json(name);
        body["status"] = "draft";
        return create(author, body).at("/id").as_int64();
    }
};

TEST_F(LifecycleRoutes, LeadADraftToTheArchiveAndBack) {
    auto const quest = draft("Old town");
    EXPECT_EQ(step(quest, "submit", author).at("/status"), "pending");
    EXPECT_EQ(step(quest, "publish", manager).at("/status"), "published");
    EXPECT_EQ(step(quest, "archive", author).at("/status"), "archived");
    EXPECT_EQ(step(quest, "restore", manager).at("/status"), "published");
    ASSERT_EQ(notices.notices.size(), 1U);
    EXPECT_EQ(notices.notices[0].type, "quest_published");
    EXPECT_EQ(notices.notices[0].user, author.user);
    EXPECT_EQ(sql("select version from quest"), "1");
}

TEST_F(LifecycleRoutes, SendAQuestBackWithAReason) {
    auto const quest = made(author, "Old town");
    auto const target = path(quest, "/reject");
    EXPECT_EQ(api().post(target, R"({"reason":""})", &manager).status, 422);
    auto const answer = api().post(target, R"({"reason":"Too short"})", &manager);
    EXPECT_EQ(answer.at("/status"), "draft");
    EXPECT_EQ(sql("select reject_reason from quest"), "Too short");
    EXPECT_EQ(notices.notices.at(0).values, (std::vector<std::string>{"Old town", "Too short"}));
    auto const again = api().post(target, R"({"reason":"Again"})", &manager);
    EXPECT_EQ(again.code(), "INVALID_STATE");
    EXPECT_EQ(again.at("/details/state"), "draft");
    EXPECT_EQ(again.at("/details/allowed/0"), "pending");
}

TEST_F(LifecycleRoutes, PublishNothingThatCannotBePlayed) {
    auto body = quest_json("Old town");
    body.erase("points");
    auto const quest = create(author, body).at("/id").as_int64();
    EXPECT_EQ(step(quest, "submit", author).code(), "QUEST_NOT_PUBLISHABLE");
    EXPECT_EQ(step(quest, "publish", admin).code(), "QUEST_NOT_PUBLISHABLE");
}

TEST_F(LifecycleRoutes, PublishingMakesSecretsThatAreMissing) {
    auto const quest = draft("Old town");
    api().session().run("update activity set kind = 'qr' where id = (select type_id from point "
                        "order by \"order\" desc limit 1)");
    ASSERT_EQ(step(quest, "publish", admin).status, 200);
    EXPECT_EQ(sql("select count(*) from point where qr_secret is not null"), "1");
    EXPECT_EQ(sql("select version from quest"), "2");
}

TEST_F(LifecycleRoutes, BelongToTheirPeople) {
    auto const quest = draft("Old town");
    EXPECT_EQ(step(quest, "submit", other_author).code(), "QUEST_NOT_FOUND");
    EXPECT_EQ(step(quest, "submit", manager).code(), "PERMISSION_DENIED");
    EXPECT_EQ(step(quest, "publish", author).code(), "PERMISSION_DENIED");
    EXPECT_EQ(step(quest, "archive", other_author).code(), "QUEST_NOT_FOUND");
    EXPECT_EQ(step(quest + 1, "publish", admin).code(), "QUEST_NOT_FOUND");
    EXPECT_EQ(step(quest, "publish", admin).status, 200);
    EXPECT_EQ(step(quest, "archive", other_author).code(), "PERMISSION_DENIED");
}

TEST_F(LifecycleRoutes, ShowModeratorsWhatWaitsOldestFirst) {
    auto const first = made(author, "First");
    api().clock().advance(std::chrono::minutes{1});
    auto const second = made(other_author, "Second");
    made(admin, "Published");
    static_cast<void>(api().session().run(
        "update profile set avatar_url = 'images/a.png' where id = (select profile_id from "
        "\"user\" where id = '" +
        author.user.text() + "')"
    ));
    auto const answer = api().get("/api/v1/quests/moderation", &manager);
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.at("/total"), 2);
    EXPECT_EQ(answer.at("/items/0/id"), first);
    EXPECT_EQ(answer.at("/items/0/author/id").as_string(), author.user.text());
    EXPECT_EQ(answer.at("/items/0/author/profile/avatarUrl"), "https://store/images/a.png");
    EXPECT_EQ(answer.at("/items/0/submittedAt"), "2026-01-31T12:00:00.000000Z");
    EXPECT_EQ(answer.at("/items/1/id"), second);
    auto const next = api().get("/api/v1/quests/moderation?page=2&size=1", &manager);
    EXPECT_EQ(next.at("/items/0/id"), second);
    EXPECT_EQ(api().get("/api/v1/quests/moderation", &author).code(), "PERMISSION_DENIED");
}

TEST_F(LifecycleRoutes, TellNobodyOfTheirOwnDeeds) {
    auto body = quest_json("Old town");
    body["status"] = "draft";
    auto const quest = create(manager, body).at("/id").as_int64();
    EXPECT_EQ(step(quest, "publish", manager).status, 200);
    EXPECT_TRUE(notices.notices.empty());
}

TEST_F(LifecycleRoutes, DeleteWhatNobodyHasPlayed) {
    auto body = quest_json("Old town");
    body["image"] = "data:image/png;base64,AAAA";
    auto const quest = create(author, body).at("/id").as_int64();
    EXPECT_EQ(api().remove(path(quest), &other_author).code(), "QUEST_NOT_FOUND");
    EXPECT_EQ(api().remove(path(quest), &manager).code(), "PERMISSION_DENIED");
    EXPECT_EQ(api().remove(path(quest), &author).status, 204);
    EXPECT_EQ(api().remove(path(quest), &author).code(), "QUEST_NOT_FOUND");
    EXPECT_EQ(sql("select count(*) from point"), "0");
    EXPECT_EQ(files.links("images/quests/1"), 0);
    auto const other = made(admin, "New town");
    auto const target = "/api/v1/quests/admin/delete/" + std::to_string(other);
    auto const answer = api().remove(target, &admin);
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.at("/message"), "Quest deleted successfully");
    EXPECT_EQ(answer.at("/questId"), other);
}

TEST_F(LifecycleRoutes, KeepWhatHasAHistory) {
    auto const quest = made(manager, "Old town");
    static_cast<void>(api().session().run(
        "insert into purchase (user_id, quest_id, price, method) values ('" + player.user.text() +
        "', " + std::to_string(quest) + ", 0, 'free')"
    ));
    EXPECT_EQ(api().remove(path(quest), &admin).code(), "QUEST_HAS_HISTORY");
    EXPECT_EQ(api().remove(path(quest), &manager).code(), "PERMISSION_DENIED");
}

} // namespace
} // namespace qc::quests::test
