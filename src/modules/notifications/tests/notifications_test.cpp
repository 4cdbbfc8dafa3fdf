// SPDX-License-Identifier: Apache-2.0
#include "api_support/races.hpp"
#include "api_support/remove_rows.hpp"
#include "notifications/notifications_module.hpp"
#include "pg/rows.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace qc::notifications {
namespace {

using namespace std::chrono_literals;

constexpr pg::Statement anonymise{
    "test.anonymise",
    "update \"user\" set username = 'deleted_1', email = null, is_active = false, "
    "deleted_at = now() where id = $1"
};

class RecordedSignals final : public live::Signals {
public:
    void publish(live::Signal signal) noexcept override { sent.push_back(signal); }

    std::vector<live::Signal> sent;
};

class NotificationsTest : public test::ApiTest {
protected:
    void SetUp() override {
        ApiTest::SetUp();
        if (IsSkipped()) return;
        module.emplace(NotificationsServices{api().database(), signals, api().clock()});
        http::Routes routes;
        module->add_routes(routes);
        api().serve(std::move(routes));
        ann = api().make_user();
        bob = api().make_user();
    }

    Task<void> told(Notice notice, bool commits) {
        auto const transaction = co_await api().database().begin();
        co_await module->facade().notify(*transaction, std::move(notice));
        if (commits) co_await transaction->commit();
    }

    Task<void> told_all(std::vector<Notice> notices) {
        auto const transaction = co_await api().database().begin();
        co_await module->facade().notify_all(*transaction, std::move(notices));
        co_await transaction->commit();
    }

    void tell(access::Caller const& user, Wording wording, std::string type, bool commits = true) {
        Notice notice;
        notice.user = user.user;
        notice.type = std::move(type);
        notice.action = "questcity://quests/5";
        notice.wording = wording;
        notice.values = {"Old town", "Too short"};
        api().run(told(std::move(notice), commits));
    }

    void tell_published(access::Caller const& user) {
        tell(user, Wording::quest_published, "quest_published");
    }

    test::ApiAnswer list(access::Caller const& user, std::string const& query = {}) {
        return api().get("/api/v1/notifications" + query, &user);
    }

    void use_device(access::Caller const& user, std::string const& token, std::string const& body) {
        EXPECT_EQ(api().put("/api/v1/devices/" + token, body, &user).status, 204);
    }

    /// What a deletion of the user does to him and to the rows of this module.
    auto deleting(access::Caller const& user) {
        return [this, user = user.user](Transaction& transaction) -> Task<void> {
            co_await api().database().execute(transaction, anonymise, pg::parameters(user));
            UserRemovals removals;
            module->add_removals(removals);
            for (auto const& removal : removals)
                co_await removal(transaction, user);
        };
    }

    std::optional<NotificationsModule> module;
    RecordedSignals signals;
    access::Caller ann;
    access::Caller bob;
};

TEST_F(NotificationsTest, AreListedNewestFirstWithTheirUnreadCount) {
    tell_published(ann);
    tell(ann, Wording::quest_rejected, "quest_rejected");
    tell_published(bob);
    auto const answer = list(ann);
    EXPECT_EQ(answer.at("/total"), 2);
    EXPECT_EQ(answer.at("/unread"), 2);
    EXPECT_EQ(answer.at("/pages"), 1);
    EXPECT_EQ(answer.at("/items/0/type"), "quest_rejected");
    EXPECT_EQ(answer.at("/items/0/title"), "Quest rejected");
    EXPECT_EQ(answer.at("/items/0/message"), "Old town: Too short");
    EXPECT_EQ(answer.at("/items/0/action"), "questcity://quests/5");
    EXPECT_TRUE(answer.at("/items/0/data").as_object().empty());
    EXPECT_EQ(answer.at("/items/0/isRead"), false);
    EXPECT_EQ(answer.at("/items/0/createdAt"), "2026-01-31T12:00:00.000000Z");
    EXPECT_EQ(api().get("/api/v1/notifications/unread-count", &bob).at("/unread"), 1);
}

TEST_F(NotificationsTest, AreFilteredAndComeInPages) {
    tell_published(ann);
    tell(ann, Wording::quest_rejected, "quest_rejected");
    auto const id = list(ann).at("/items/0/id").as_int64();
    api().post("/api/v1/notifications/read", R"({"ids":[)" + std::to_string(id) + "]}", &ann);
    EXPECT_EQ(list(ann, "?unread=true").at("/items/0/type"), "quest_published");
    EXPECT_EQ(list(ann, "?unread=false").at("/items/0/type"), "quest_rejected");
    EXPECT_EQ(list(ann, "?type=quest_published").at("/total"), 1);
    EXPECT_EQ(list(ann, "?type=account").at("/total"), 0);
    EXPECT_EQ(list(ann, "?page=2&size=1").at("/items/0/type"), "quest_published");
    EXPECT_EQ(list(ann, "?type=none").status, 422);
    EXPECT_EQ(list(ann, "?size=0").status, 422);
}

TEST_F(NotificationsTest, AreMarkedAsReadByTheirOwnerOnly) {
    for (int i = 0; i < 3; ++i)
        tell_published(ann);
    auto const id = std::to_string(list(ann).at("/items/0/id").as_int64());
    auto const read = [&](access::Caller const& user, std::string const& body) {
        return api().post("/api/v1/notifications/read", body, &user);
    };
    EXPECT_EQ(read(bob, R"({"ids":[)" + id + "]}").at("/unread"), 0);
    EXPECT_EQ(list(ann).at("/unread"), 3);
    EXPECT_EQ(read(ann, R"({"ids":[)" + id + "," + id + "]}").at("/unread"), 2);
    EXPECT_EQ(read(ann, R"({"all":true})").at("/unread"), 0);
    for (auto const* body : {"{}", R"({"all":false})", R"({"all":true,"ids":[1]})"})
        EXPECT_EQ(read(ann, body).status, 422) << body;
}

TEST_F(NotificationsTest, AreDeletedByTheirOwnerOnly) {
    tell_published(ann);
    auto const id = std::to_string(list(ann).at("/items/0/id").as_int64());
    auto const path = "/api/v1/notifications/" + id;
    EXPECT_EQ(api().remove(path, &bob).code(), "NOTIFICATION_NOT_FOUND");
    EXPECT_EQ(api().remove(path, &ann).status, 204);
    EXPECT_EQ(api().remove(path, &ann).code(), "NOTIFICATION_NOT_FOUND");
    EXPECT_EQ(list(ann).at("/total"), 0);
}

TEST_F(NotificationsTest, SpeakTheLanguageOfTheNewestDevice) {
    use_device(ann, "old", R"({"platform":"web","language":"ru"})");
    api().clock().advance(1min);
    use_device(ann, "new", R"({"platform":"android","language":"es"})");
    tell_published(ann);
    EXPECT_EQ(list(ann).at("/items/0/title"), "Misión publicada");
    api().clock().advance(1min);
    // Without a language the device keeps the one it had.
    use_device(ann, "old", R"({"platform":"web"})");
    tell_published(ann);
    EXPECT_EQ(list(ann).at("/items/0/title"), "Квест опубликован");
    EXPECT_EQ(api().remove("/api/v1/devices/old", &ann).status, 204);
    EXPECT_EQ(api().remove("/api/v1/devices/new", &ann).status, 204);
    tell_published(ann);
    EXPECT_EQ(list(ann).at("/items/0/title"), "Quest published");
}

TEST_F(NotificationsTest, FollowADeviceToItsNewOwner) {
    use_device(ann, "phone", R"({"platform":"ios","language":"ru"})");
    use_device(bob, "phone", R"({"platform":"ios"})");
    EXPECT_EQ(api().remove("/api/v1/devices/phone", &ann).status, 204);
    auto const owner = pg::only_row<UserId>(api().session().run("select user_id from device"));
    EXPECT_EQ(owner, bob.user);
    EXPECT_EQ(
        api()
            .put("/api/v1/devices/phone", R"({"platform":"toaster","language":"de"})", &ann)
            .status,
        422
    );
}

TEST_F(NotificationsTest, AreLiveOnceCommitted) {
    tell(ann, Wording::quest_published, "quest_published", false);
    EXPECT_TRUE(signals.sent.empty());
    tell_published(ann);
    ASSERT_EQ(signals.sent.size(), 1u);
    auto const signal = signals.sent[0];
    EXPECT_EQ(signal.kind, live::Kind::notification);
    EXPECT_EQ(signal.user, ann.user);
    live::EventSources sources;
    module->add_events(sources);
    auto const& source = *sources.find(live::Kind::notification);
    auto const content = api().run(source(signal));
    ASSERT_TRUE(content);
    EXPECT_EQ(boost::json::parse(*content), list(ann).at("/items/0"));

    auto foreign = signal;
    foreign.user = bob.user;
    EXPECT_EQ(api().run(source(foreign)), std::nullopt);
    foreign.user.reset();
    EXPECT_EQ(api().run(source(foreign)), std::nullopt);
}

TEST_F(NotificationsTest, TellSeveralUsersAtOnce) {
    std::vector<Notice> notices;
    for (auto const* const user : {&ann, &bob}) {
        Notice notice;
        notice.user = user->user;
        notice.type = "account";
        notice.wording = Wording::chat_read;
        notices.push_back(std::move(notice));
    }
    api().run(told_all({}));
    EXPECT_TRUE(signals.sent.empty());
    api().run(told_all(std::move(notices)));
    ASSERT_EQ(signals.sent.size(), 2u);
    EXPECT_EQ(signals.sent[0].user, ann.user);
    EXPECT_EQ(signals.sent[1].user, bob.user);
    for (auto const* const user : {&ann, &bob})
        EXPECT_EQ(list(*user).at("/items/0/title"), "A moderator read your chat");
    EXPECT_EQ(list(bob).at("/items/0/id").as_int64(), signals.sent[1].id);
}

TEST_F(NotificationsTest, AreForgottenAfterNinetyDays) {
    tell_published(ann);
    api().clock().advance(24h * 89);
    tell_published(ann);
    Jobs jobs;
    module->add_jobs(jobs);
    ASSERT_EQ(jobs.size(), 1u);
    api().run(jobs[0].run());
    EXPECT_EQ(list(ann).at("/total"), 2);
    api().clock().advance(24h * 2);
    api().run(jobs[0].run());
    EXPECT_EQ(list(ann).at("/total"), 1);
}

TEST_F(NotificationsTest, GoWithTheDevicesOfAUserWhoIsDeleted) {
    auto const phone = R"({"platform":"ios"})";
    ASSERT_EQ(api().put("/api/v1/devices/of-ann", phone, &ann).status, 204);
    ASSERT_EQ(api().put("/api/v1/devices/of-bob", phone, &bob).status, 204);
    tell(ann, Wording::chat_read, "account");
    tell(bob, Wording::chat_read, "account");
    test::remove_rows(api(), *module, ann.user);
    EXPECT_EQ(api().get("/api/v1/notifications", &ann).at("/total"), 0);
    EXPECT_EQ(api().get("/api/v1/notifications", &bob).at("/total"), 1);
    auto const tokens = api().session().run("select token from device");
    EXPECT_EQ(pg::only_row<std::string>(tokens), "of-bob");
}

TEST_F(NotificationsTest, AddNothingBehindADeletion) {
    test::HeldTransaction const deletion(api(), deleting(ann));
    std::vector<Notice> notices(2);
    notices[0].user = ann.user;
    notices[1].user = bob.user;
    for (auto& notice : notices)
        notice.type = "account";
    api().run(told_all(std::move(notices)));
    EXPECT_TRUE(deletion.was_waited_for());
    auto const owner = api().session().run("select user_id from notification");
    EXPECT_EQ(pg::only_row<UserId>(owner), bob.user);
    ASSERT_EQ(signals.sent.size(), 1U);
    EXPECT_EQ(signals.sent[0].user, bob.user);
}

TEST_F(NotificationsTest, RegisterNoDeviceBehindADeletion) {
    use_device(bob, "shared", R"({"platform":"web"})");
    test::HeldTransaction const deletion(api(), deleting(ann));
    auto const late = api().put("/api/v1/devices/of-ann", R"({"platform":"web"})", &ann);
    EXPECT_TRUE(deletion.was_waited_for());
    EXPECT_EQ(late.code(), "INACTIVE_USER");
    auto const later = api().put("/api/v1/devices/shared", R"({"platform":"web"})", &ann);
    EXPECT_EQ(later.code(), "INACTIVE_USER");
    auto const owner = api().session().run("select user_id from device");
    EXPECT_EQ(pg::only_row<UserId>(owner), bob.user);
}

TEST_F(NotificationsTest, AreForSignedInUsers) {
    EXPECT_EQ(api().get("/api/v1/notifications").status, 401);
    EXPECT_EQ(api().put("/api/v1/devices/x", R"({"platform":"web"})").status, 401);
}

} // namespace
} // namespace qc::notifications
