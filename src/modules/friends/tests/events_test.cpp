// SPDX-License-Identifier: Apache-2.0
#include "friends/tests/friends_test.hpp"

#include <boost/json/parse.hpp>

namespace qc::friends::test {
namespace {

class FriendEvents : public FriendsTest {
protected:
    void SetUp() override {
        FriendsTest::SetUp();
        if (!IsSkipped()) module().add_events(sources);
    }

    std::optional<std::string> frame(live::Signal const& signal) {
        auto const* const source = sources.find(signal.kind);
        EXPECT_NE(source, nullptr);
        return api().run((*source)(signal));
    }

    live::EventSources sources;
};

TEST_F(FriendEvents, ShowARequestAsItsReaderListsIt) {
    auto const ann = player("ann");
    auto const bob = player("bob");
    ASSERT_EQ(ask(ann, bob).status, 204);
    auto const received = api().get("/api/v1/friend-requests/received/me", &bob);
    EXPECT_EQ(boost::json::parse(frame(signals.sent.at(0)).value()), received.at("/items/0"));
    ASSERT_EQ(answer(bob, request_of(ann, bob), "rejected").status, 204);
    auto const sent = api().get("/api/v1/friend-requests/sent/me", &ann);
    EXPECT_EQ(boost::json::parse(frame(signals.sent.at(1)).value()), sent.at("/items/0"));
}

TEST_F(FriendEvents, ShowNoRequestThatIsGoneOrForeign) {
    auto const ann = player("ann");
    auto const bob = player("bob");
    auto const eve = player("eve");
    ASSERT_EQ(ask(ann, bob).status, 204);
    auto signal = signals.sent.at(0);
    signal.user = eve.user;
    EXPECT_EQ(frame(signal), std::nullopt);
    signal.user = std::nullopt;
    EXPECT_EQ(frame(signal), std::nullopt);
    run_sql("delete from friend_request");
    EXPECT_EQ(frame(signals.sent.at(0)), std::nullopt);
}

TEST_F(FriendEvents, TellBothOfTheirFriendship) {
    auto const ann = player("ann");
    auto const bob = player("bob");
    befriend(ann, bob);
    ASSERT_EQ(api().remove("/api/v1/friends/me/" + bob.user.text(), &ann).status, 204);
    std::vector<std::string> frames;
    for (auto const& signal : signals.sent) {
        if (signal.kind == live::Kind::friendship)
            frames.push_back(signal.user->text() + " " + frame(signal).value());
    }
    auto const text =
        [](access::Caller const& reader, access::Caller const& subject, std::string state) {
            return reader.user.text() + R"( {"userId":")" + subject.user.text() + R"(","state":")" +
                   state + "\"}";
        };
    std::vector<std::string> const expected{
        text(bob, ann, "added"),
        text(ann, bob, "added"),
        text(ann, bob, "removed"),
        text(bob, ann, "removed")
    };
    EXPECT_EQ(frames, expected);
    live::Signal nobody;
    nobody.kind = live::Kind::friendship;
    EXPECT_EQ(frame(nobody), std::nullopt);
}

} // namespace
} // namespace qc::friends::test
