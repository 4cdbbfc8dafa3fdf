// SPDX-License-Identifier: Apache-2.0
#include "quests/tests/authoring_fixture.hpp"

#include <boost/json/parse.hpp>

namespace qc::quests::test {
namespace {

class QuestEvents : public AuthoringTest {
protected:
    void SetUp() override {
        AuthoringTest::SetUp();
        if (!IsSkipped()) module().add_events(sources);
    }

    std::optional<std::string> frame(live::Signal const& signal) {
        return api().run((*sources.find(live::Kind::quest_pending))(signal));
    }

    std::int64_t draft(std::string const& name) {
        auto body = quest_json(name);
        body["status"] = "draft";
        return create(author, body).at("/id").as_int64();
    }

    void expect_pending(std::int64_t quest, std::string const& name) {
        ASSERT_EQ(signals.sent.size(), 1U);
        EXPECT_EQ(signals.sent[0].kind, live::Kind::quest_pending);
        EXPECT_EQ(signals.sent[0].id, quest);
        auto const shown = boost::json::parse(frame(signals.sent[0]).value());
        EXPECT_EQ(shown, (boost::json::object{{"questId", quest}, {"name", name}}));
    }

    live::EventSources sources;
};

TEST_F(QuestEvents, TellModeratorsOfADraftThatIsHandedIn) {
    auto const quest = draft("Old town");
    EXPECT_TRUE(signals.sent.empty()) << "drafts wait for nobody";
    ASSERT_EQ(api().post(path(quest, "/submit"), "", &author).status, 200);
    expect_pending(quest, "Old town");
}

TEST_F(QuestEvents, TellModeratorsOfANewQuestThatWaitsAtOnce) {
    auto const quest = made(author, "New town");
    expect_pending(quest, "New town");
}

TEST_F(QuestEvents, ShowNothingThatWaitsNoMore) {
    auto const quest = made(author, "Old town");
    auto const signal = signals.sent.at(0);
    ASSERT_EQ(api().post(path(quest, "/publish"), "", &manager).status, 200);
    EXPECT_EQ(signals.sent.size(), 1U) << "published quests need no moderator";
    EXPECT_EQ(frame(signal), std::nullopt);
}

TEST_F(QuestEvents, TellNothingOfARefusal) {
    auto body = quest_json("Old town");
    body["status"] = "draft";
    body.erase("points");
    auto const quest = create(author, body).at("/id").as_int64();
    EXPECT_EQ(api().post(path(quest, "/submit"), "", &author).code(), "QUEST_NOT_PUBLISHABLE");
    made(admin, "Published at once");
    EXPECT_EQ(create(author, quest_json("Published at once")).status, 409);
    EXPECT_TRUE(signals.sent.empty());
}

} // namespace
} // namespace qc::quests::test
