// SPDX-License-Identifier: Apache-2.0
#include "realtime/postgres/realtime_queries.hpp"
#include "realtime/postgres/ticket_store.hpp"
#include "support/database_test.hpp"

namespace qc::realtime {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

class RealtimeRowsTest : public test::DatabaseTest {
protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        if (IsSkipped()) return;
        queries.emplace(*database);
        tickets.emplace(*database);
        anna = make_user("anna");
        ben = make_user("ben");
    }

    UserId make_user(std::string const& name) {
        UserId const user{random.uuid()};
        storage->session().run(
            "WITH p AS (INSERT INTO profile (credits) VALUES (0) RETURNING id) "
            "INSERT INTO \"user\" (id, username, first_name, last_name, password, email, "
            "profile_id) SELECT $1, $2, 'T', 'U', 'none', $3, p.id FROM p",
            pg::parameters(user, name, name + "@example.org")
        );
        return user;
    }

    void make_chat(ChatId chat, UserId participant, Instant joined) {
        auto session = storage->session();
        session.run(
            "INSERT INTO chat (id, kind) VALUES ($1, 'run') ON CONFLICT DO NOTHING",
            pg::parameters(chat)
        );
        session.run(
            "INSERT INTO chat_participant (chat_id, user_id, created_at) VALUES ($1, $2, $3)",
            pg::parameters(chat, participant, joined)
        );
    }

    void happen(ChatId chat, std::int64_t seq, Instant at) {
        auto session = storage->session();
        session.run(
            "INSERT INTO chat_event (chat_id, seq, type, payload, created_at) "
            "VALUES ($1, $2, 'message.created', '{}', $3)",
            pg::parameters(chat, seq, at)
        );
        session.run(
            "UPDATE chat SET last_seq = greatest(last_seq, $2) WHERE id = $1",
            pg::parameters(chat, seq)
        );
    }

    std::int64_t position(UserId user, Instant since) {
        auto const found = run(queries->positions(user, since, ChatId{1}));
        EXPECT_EQ(found.size(), 1U);
        return found.empty() ? -1 : found[0].seq;
    }

    std::optional<PostgresRealtimeQueries> queries;
    std::optional<PostgresTicketStore> tickets;
    UserId anna;
    UserId ben;
};

TEST_F(RealtimeRowsTest, ATicketIsTakenOnceAndInTime) {
    TicketHash const hash{1};
    TicketHash const late{2};
    auto const ends = clock.now() + seconds{30};
    run(tickets->add(hash, anna, ends));
    run(tickets->add(late, anna, ends));
    EXPECT_EQ(run(tickets->take(TicketHash{9}, clock.now())), std::nullopt);
    EXPECT_EQ(run(tickets->take(hash, clock.now())), anna);
    EXPECT_EQ(run(tickets->take(hash, clock.now())), std::nullopt);
    EXPECT_EQ(run(tickets->take(late, ends)), std::nullopt);
    run(tickets->remove_expired(ends));
    EXPECT_EQ(run(tickets->take(late, clock.now())), std::nullopt);
}

TEST_F(RealtimeRowsTest, PositionsStandBeforeTheFirstEventSince) {
    auto const now = clock.now();
    make_chat(ChatId{1}, anna, now - hours{1});
    EXPECT_EQ(position(anna, now - hours{1}), 0);
    for (int seq = 1; seq <= 5; ++seq)
        happen(ChatId{1}, seq, now + seconds{seq * 10});
    EXPECT_EQ(position(anna, now + seconds{30}), 2);
    EXPECT_EQ(position(anna, now), 0);
    EXPECT_EQ(position(anna, now + seconds{51}), 5);
    auto const all = run(queries->positions(anna, now, std::nullopt));
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].chat, ChatId{1});
    EXPECT_EQ(all[0].last_seq, 5);
    EXPECT_TRUE(run(queries->positions(ben, now, std::nullopt)).empty());
}

TEST_F(RealtimeRowsTest, PositionsLeaveOutWhatWasBeforeTheUserJoined) {
    auto const now = clock.now();
    for (auto const user : {anna, ben})
        make_chat(ChatId{1}, user, user == anna ? now : now + seconds{60});
    happen(ChatId{1}, 1, now + seconds{1});
    happen(ChatId{1}, 2, now + seconds{60});
    EXPECT_EQ(position(anna, now), 0);
    EXPECT_EQ(position(ben, now), 1);
    storage->session().run("UPDATE chat_participant SET left_at = now()", {});
    EXPECT_TRUE(run(queries->positions(anna, now, std::nullopt)).empty());
}

TEST_F(RealtimeRowsTest, KnowsWhoTakesPartInNewChats) {
    using Participants = std::vector<std::pair<ChatId, UserId>>;
    EXPECT_EQ(run(queries->newest_chat()), ChatId{0});
    for (int id = 1; id <= 3; ++id)
        make_chat(ChatId{id}, id == 2 ? ben : anna, clock.now());
    EXPECT_EQ(run(queries->newest_chat()), ChatId{3});
    EXPECT_EQ(
        run(queries->participants_after(ChatId{1})),
        (Participants{{ChatId{2}, ben}, {ChatId{3}, anna}})
    );
    storage->session().run("UPDATE chat_participant SET left_at = now() WHERE chat_id = 3", {});
    EXPECT_EQ(run(queries->participants_after(ChatId{1})), (Participants{{ChatId{2}, ben}}));
    EXPECT_TRUE(run(queries->participants_after(ChatId{3})).empty());
}

TEST_F(RealtimeRowsTest, APageOfParticipantsEndsWithAChat) {
    auto const carl = make_user("carl");
    auto session = storage->session();
    session.run("INSERT INTO chat (id, kind) SELECT n, 'run' FROM generate_series(1, 3335) n", {});
    session.run(
        "INSERT INTO chat_participant (chat_id, user_id) "
        "SELECT n, u FROM generate_series(1, 3335) n, unnest(ARRAY[$1, $2, $3]::uuid[]) u",
        pg::parameters(anna, ben, carl)
    );
    auto const page = run(queries->participants_after(ChatId{0}));
    ASSERT_EQ(page.size(), 10'002U) << "10,000 end within chat 3334";
    EXPECT_EQ(page.back().first, ChatId{3334});
    EXPECT_EQ(run(queries->participants_after(page.back().first)).size(), 3U);
}

TEST_F(RealtimeRowsTest, CountsUnreadNotifications) {
    storage->session().run(
        "INSERT INTO notification (user_id, type, title, message, data, is_read) VALUES "
        "($1, 'account', 't', 'm', '{}', false), ($1, 'account', 't', 'm', '{}', true)",
        pg::parameters(anna)
    );
    EXPECT_EQ(run(queries->unread_notifications(anna)), 1);
    EXPECT_EQ(run(queries->unread_notifications(ben)), 0);
}

TEST_F(RealtimeRowsTest, ARunThatDoesNotExistHasNoMembers) {
    RunId const nowhere{random.uuid()};
    EXPECT_FALSE(run(queries->takes_part(nowhere, anna)));
    EXPECT_TRUE(run(queries->players(nowhere)).empty());
}

TEST_F(RealtimeRowsTest, KnowsWhenASessionWasUsedLast) {
    auto const at = clock.now();
    storage->session().run(
        "INSERT INTO session (id, user_id, token_key, last_used_at, idle_expires_at, expires_at) "
        "VALUES ($1, $2, '\\x00', $3, $3, $3), ($4, $2, '\\x00', $5, $3, $3)",
        pg::parameters(random.uuid(), anna, at, random.uuid(), at - hours{1})
    );
    std::vector<UserId> const both{anna, ben};
    auto const used = run(queries->last_used(both));
    ASSERT_EQ(used.size(), 1U);
    EXPECT_EQ(used[0], (std::pair{anna, at}));
}

} // namespace
} // namespace qc::realtime
