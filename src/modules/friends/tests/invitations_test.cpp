// SPDX-License-Identifier: Apache-2.0
#include "friends/tests/friends_test.hpp"

namespace qc::friends::test {
namespace {

constexpr auto send_path = "/api/v1/friend-requests/me";

class InvitationsTest : public FriendsTest {
protected:
    qc::test::ApiCall inviting(access::Caller const& from, std::string const& address) {
        return {http::Method::post, send_path, R"({"recipientEmail":")" + address + "\"}", &from};
    }

    void invite(access::Caller const& from, std::string const& address) {
        auto const answer = api().call(inviting(from, address));
        EXPECT_EQ(answer.status, 204) << answer.body;
        EXPECT_TRUE(answer.body.empty());
    }

    [[nodiscard]] std::size_t mails() { return outbox().sent.size(); }
};

TEST_F(InvitationsTest, GoToAddressesWithoutAccount) {
    auto const ann = player("ann");
    invite(ann, "New.Friend@example.org");
    ASSERT_EQ(mails(), 1U);
    auto const& mail = outbox().sent[0];
    EXPECT_EQ(mail.recipient, "New.Friend@example.org");
    EXPECT_EQ(mail.kind, "invitation");
    EXPECT_EQ(mail.language, "en");
    EXPECT_EQ(mail.subject, "You were invited to QuestCity");
    EXPECT_NE(mail.text.find("Ann User"), std::string::npos);
    EXPECT_NE(mail.html.find("<p>"), std::string::npos);
    EXPECT_EQ(number("select count(*) from mail_outbox where sender_id is not null"), 1);
    EXPECT_EQ(number("select count(*) from friend_request"), 0);
    EXPECT_TRUE(notices.sent.empty());
}

TEST_F(InvitationsTest, SpeakTheLanguageOfTheInviter) {
    auto const ann = player("ann");
    run_sql("update \"user\" set language = 'ru'");
    invite(ann, "one@example.org");
    run_sql("update \"user\" set language = 'es'");
    invite(ann, "two@example.org");
    ASSERT_EQ(mails(), 2U);
    EXPECT_NE(outbox().sent[0].text.find("Вас пригласили"), std::string::npos);
    EXPECT_NE(outbox().sent[1].text.find("Te han invitado"), std::string::npos);
}

TEST_F(InvitationsTest, TrustNoName) {
    auto const eve = player("eve");
    run_sql("update \"user\" set first_name = E'<a href=\"http://evil.example\">\\r\\nBcc: x', "
            "last_name = 'http://evil.example'");
    invite(eve, "one@example.org");
    ASSERT_EQ(mails(), 1U);
    auto const& mail = outbox().sent[0];
    for (auto const* part : {&mail.subject, &mail.text, &mail.html}) {
        EXPECT_EQ(part->find("evil.example"), std::string::npos);
        EXPECT_EQ(part->find("://"), std::string::npos);
        EXPECT_EQ(part->find('\r'), std::string::npos);
        EXPECT_EQ(part->find("<a"), std::string::npos);
    }
    EXPECT_NE(
        mail.text.find("a href http evil example Bcc x http evil example"), std::string::npos
    );
}

TEST_F(InvitationsTest, NameSomebodyWhenTheNameIsNone) {
    auto const eve = player("eve");
    run_sql("update \"user\" set first_name = '...', last_name = '://'");
    invite(eve, "one@example.org");
    run_sql("update \"user\" set language = 'ru'");
    invite(eve, "two@example.org");
    run_sql("update \"user\" set language = 'es'");
    invite(eve, "three@example.org");
    ASSERT_EQ(mails(), 3U);
    EXPECT_NE(outbox().sent[0].text.find(": a player."), std::string::npos);
    EXPECT_NE(outbox().sent[1].text.find(": один из игроков."), std::string::npos);
    EXPECT_NE(outbox().sent[2].text.find(": alguien que juega."), std::string::npos);
}

TEST_F(InvitationsTest, AreTenADayForEachUser) {
    auto const ann = player("ann");
    for (int i = 0; i < 12; ++i)
        invite(ann, "friend" + std::to_string(i) + "@example.org");
    EXPECT_EQ(mails(), 10U);
    auto const bob = player("bob");
    invite(bob, "another@example.org");
    EXPECT_EQ(mails(), 11U);
    api().clock().advance(std::chrono::hours{24});
    invite(ann, "later@example.org");
    EXPECT_EQ(mails(), 12U);
}

TEST_F(InvitationsTest, GoToAnAddressOnceInThirtyDays) {
    auto const ann = player("ann");
    auto const bob = player("bob");
    invite(ann, "new@example.org");
    invite(bob, "NEW@example.org");
    api().clock().advance(std::chrono::hours{24 * 30} - std::chrono::seconds{1});
    invite(ann, "new@example.org");
    EXPECT_EQ(mails(), 1U);
    api().clock().advance(std::chrono::seconds{1});
    invite(bob, "new@example.org");
    EXPECT_EQ(mails(), 2U);
}

TEST_F(InvitationsTest, KeepTheirLimitsWhenTheyAreSentTogether) {
    auto const ann = player("ann");
    std::vector<qc::test::ApiCall> calls;
    for (int i = 0; i < 14; ++i)
        calls.push_back(inviting(ann, "friend" + std::to_string(i) + "@example.org"));
    for (auto const& answer : api().call_together(calls))
        EXPECT_EQ(answer.status, 204);
    EXPECT_EQ(mails(), 10U);
}

TEST_F(InvitationsTest, ReachAnAddressOnceWhenManyInviteTogether) {
    std::vector<access::Caller> players;
    for (std::string const name : {"ann", "bob", "cid", "dan"})
        players.push_back(player(name));
    std::vector<qc::test::ApiCall> calls;
    for (auto const& from : players)
        calls.push_back(inviting(from, "new@example.org"));
    for (auto const& answer : api().call_together(calls))
        EXPECT_EQ(answer.status, 204);
    EXPECT_EQ(mails(), 1U);
}

TEST_F(InvitationsTest, AreNotSentForAnAccountThatIsGone) {
    auto const ann = player("ann");
    run_sql("update \"user\" set deleted_at = now() where id = $1", ann.user);
    EXPECT_EQ(api().call(inviting(ann, "new@example.org")).code(), "INACTIVE_USER");
    EXPECT_EQ(mails(), 0U);
}

} // namespace
} // namespace qc::friends::test
