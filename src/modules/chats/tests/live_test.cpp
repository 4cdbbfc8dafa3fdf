// SPDX-License-Identifier: Apache-2.0
#include "scene.hpp"

#include <gtest/gtest.h>

namespace qc::chats::test {
namespace {

using live::Kind;

class LiveChatsTest : public PairTest {
protected:
    void SetUp() override {
        PairTest::SetUp();
        if (!IsSkipped()) module().add_events(sources);
    }

    std::optional<std::string> content(Kind kind, access::Caller const& user, ChatId of) {
        live::Signal signal;
        signal.kind = kind;
        signal.user = user.user;
        signal.chat = of;
        return api().run((*sources.find(kind))(signal));
    }

    SendMessage message(std::string text) { return {ann.user, chat, std::move(text), {}, {}}; }

    Result<Replay> replay(access::Caller const& reader, std::int64_t after, int limit = 1000) {
        return api().run(chats().replay(reader.user, chat, after, limit));
    }

    live::EventSources sources;
};

TEST_F(LiveChatsTest, KnowWhoTakesPart) {
    EXPECT_EQ(api().run(chats().of_user(ann.user)), std::vector{chat});
    EXPECT_TRUE(api().run(chats().of_user(stranger.user)).empty());
    EXPECT_TRUE(api().run(chats().participates(chat, ben.user)));
    EXPECT_FALSE(api().run(chats().participates(chat, stranger.user)));
    EXPECT_EQ(api().run(chats().participants(chat)).size(), 2U);
}

TEST_F(LiveChatsTest, SendAnswersTheMessageThatTheRouteShows) {
    auto first = message("Hello");
    first.client_id = "c-1";
    auto const sent = send_live(first);
    ASSERT_TRUE(sent);
    auto const again = send_live(first);
    EXPECT_EQ(*again, *sent);
    auto const events = api().run(chats().events(chat, 0, 10));
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].data, *sent);
    std::vector<ChatId> asked{chat};
    auto const seqs = api().run(chats().last_seqs(asked));
    ASSERT_EQ(seqs.size(), 1U);
    EXPECT_EQ(seqs[0].second, 1);
}

TEST_F(LiveChatsTest, SendRefusesAsTheRouteDoes) {
    auto wrong = message("");
    EXPECT_TRUE(send_live(wrong).error().is(validation_error));
    EXPECT_TRUE(send_live(message(std::string(4001, 'x'))).error().is(validation_error));
    EXPECT_TRUE(send_live(message(std::string("a\0b", 3))).error().is(validation_error));
    wrong = message("x");
    wrong.client_id = std::string(65, 'x');
    EXPECT_TRUE(send_live(wrong).error().is(validation_error));
    wrong = message("x");
    wrong.file = "data:text/plain;base64,aGk=";
    EXPECT_TRUE(send_live(wrong).error().is(validation_error));
    wrong = message("x");
    wrong.file = "https://elsewhere.example/a.png";
    EXPECT_TRUE(send_live(wrong).error().is(validation_error));
    wrong = message("x");
    wrong.author = player().user;
    EXPECT_EQ(send_live(wrong).error().code->code, "CHAT_NOT_FOUND");
    EXPECT_EQ(number("select count(*) from message"), 0);
}

TEST_F(LiveChatsTest, SendIsLimitedToABurstOfTenAndThirtyAMinute) {
    for (int i = 0; i < 10; ++i)
        EXPECT_TRUE(send_live(message("x")));
    auto const refused = send_live(message("x"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code->code, "TOO_MANY_REQUESTS");
    EXPECT_TRUE(refused.error().retry_after.has_value());
    api().clock().advance(std::chrono::seconds{2});
    EXPECT_TRUE(send_live(message("x")));
}

TEST_F(LiveChatsTest, ReadMarksAnswerTheCounter) {
    auto const first = say(ann, chat, "1");
    say(ann, chat, "2");
    EXPECT_EQ(*read_live(ben.user, chat, first), 1);
    EXPECT_EQ(read_live(ben.user, chat, 4711).error().code->code, "MESSAGE_NOT_FOUND");
    EXPECT_EQ(read_live(player().user, chat, first).error().code->code, "CHAT_NOT_FOUND");
    auto const unread = api().run(chats().unread(ben.user));
    EXPECT_EQ(unread.total, 1);
    ASSERT_EQ(unread.chats.size(), 1U);
    EXPECT_EQ(unread.chats[0].second, 1);
}

TEST_F(LiveChatsTest, ReplayGivesWhatWasMissedOrAsksToReload) {
    for (int i = 0; i < 5; ++i)
        say(ann, chat, std::to_string(i));
    auto const missed = replay(ben, 2);
    ASSERT_TRUE(missed);
    EXPECT_EQ(missed->last_seq, 5);
    ASSERT_EQ(missed->events.size(), 3U);
    EXPECT_EQ(missed->events[0].seq, 3);
    EXPECT_FALSE(missed->resync);
    EXPECT_TRUE(replay(ben, 5)->events.empty());
    EXPECT_FALSE(replay(ben, 5)->resync);
    EXPECT_TRUE(replay(ben, 0, 4)->resync) << "too much";
    EXPECT_TRUE(replay(ben, 6)->resync) << "from another chat";
    EXPECT_EQ(replay(player(), 0).error().code->code, "CHAT_NOT_FOUND");
}

TEST_F(LiveChatsTest, EventsOlderThanAWeekAreGoneAndMeanReload) {
    say(ann, chat, "old");
    api().clock().advance(std::chrono::hours{8 * 24});
    say(ann, chat, "new");
    run_jobs();
    EXPECT_TRUE(replay(ben, 0)->resync);
    EXPECT_EQ(replay(ben, 1)->events.size(), 1U);
    auto const over_http = api().get(chat_path(chat, "/events?afterSeq=0"), &ben);
    EXPECT_EQ(over_http.at("/resync"), true);
    EXPECT_EQ(over_http.at("/lastSeq"), 2);
    EXPECT_TRUE(over_http.at("/items").as_array().empty());
}

TEST_F(LiveChatsTest, OldEventsGoAsFastAsTheyCame) {
    run_sql(
        "insert into chat_event (chat_id, seq, type, payload, created_at) select " +
        std::to_string(chat.value) +
        ", seq, 'message.deleted', '{}', '2026-01-01' from generate_series(1, 5001) seq"
    );
    run_jobs();
    EXPECT_EQ(number("select count(*) from chat_event"), 0);
}

TEST_F(LiveChatsTest, TheRouteOfEventsFramesThemPageByPage) {
    for (int i = 0; i < 3; ++i)
        say(ann, chat, std::to_string(i));
    auto const page = api().get(chat_path(chat, "/events?afterSeq=1&limit=1"), &ben);
    EXPECT_EQ(page.at("/lastSeq"), 3);
    EXPECT_EQ(page.at("/resync"), false);
    EXPECT_EQ(page.at("/items").as_array().size(), 1U);
    EXPECT_EQ(page.at("/items/0/type"), "event");
    EXPECT_EQ(page.at("/items/0/channel").as_string(), "chat:" + std::to_string(chat.value));
    EXPECT_EQ(page.at("/items/0/event"), "message.created");
    EXPECT_EQ(page.at("/items/0/seq"), 2);
    EXPECT_EQ(page.at("/items/0/data/text"), "1");
    EXPECT_EQ(api().get(chat_path(chat, "/events"), &ben).status, 422);
}

TEST_F(LiveChatsTest, SignalsBecomeWhatTheRoutesShow) {
    say(ann, chat, "1");
    auto const id = std::to_string(chat.value);
    EXPECT_EQ(content(Kind::unread, ben, chat), R"({"total":1,"chats":{")" + id + R"(":1}})");
    EXPECT_EQ(content(Kind::unread, ann, chat), R"({"total":0,"chats":{")" + id + R"(":0}})");
    auto const listed = api().get("/api/v1/chats/me", &ben).body;
    EXPECT_EQ("[" + *content(Kind::chat_created, ben, chat) + "]", listed);
    EXPECT_EQ(content(Kind::chat_created, player(), chat), std::nullopt);
    EXPECT_EQ(content(Kind::chat_left, ben, chat), R"({"chatId":)" + id + "}");
    for (auto const kind : {Kind::unread, Kind::chat_created, Kind::chat_left})
        EXPECT_EQ(api().run((*sources.find(kind))(live::Signal{})), std::nullopt);
}

TEST_F(LiveChatsTest, UnreadTellsTheChatApartFromTheTotal) {
    auto const cat = player();
    auto const other = pair(cat, ben);
    say(ann, chat, "1");
    say(cat, other, "2");
    say(cat, other, "3");
    auto const id = std::to_string(other.value);
    EXPECT_EQ(content(Kind::unread, ben, other), R"({"total":3,"chats":{")" + id + R"(":2}})");
    auto const all = api().run(chats().unread(ben.user));
    EXPECT_EQ(all.total, 3);
    EXPECT_EQ(all.chats, (std::vector<std::pair<ChatId, std::int64_t>>{{chat, 1}, {other, 2}}));
}

} // namespace
} // namespace qc::chats::test
