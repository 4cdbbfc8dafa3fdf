// SPDX-License-Identifier: Apache-2.0
#include "fixture.hpp"

namespace qc::accounts {
namespace {

class ProfilesTest : public AccountsTest {
protected:
    static constexpr auto me = "/api/v1/profiles/me";

    access::Caller locker() {
        Account account;
        account.username = "locker";
        account.can_lock_users = true;
        return make(account);
    }

    std::int64_t linked_files() {
        return number("select count(*) from stored_file where reference_count > 0");
    }

    std::string with_picture() { return R"({"image":")" + std::string(picture) + R"("})"; }
};

TEST_F(ProfilesTest, SetsKeepsReplacesAndRemovesThePicture) {
    auto const ann = make("ann");
    EXPECT_EQ(api().patch(me, with_picture(), &ann).status, 204);
    auto const first = read(ann).profile.avatar_url;
    ASSERT_TRUE(first);
    EXPECT_EQ(linked_files(), 1);
    EXPECT_EQ(api().patch(me, R"({"image":""})", &ann).status, 204);
    EXPECT_EQ(api().patch(me, R"({"image":")" + *first + R"("})", &ann).status, 204);
    EXPECT_EQ(api().patch(me, R"({"instagram_username":"ann.lee"})", &ann).status, 204);
    EXPECT_EQ(read(ann).profile.avatar_url, first);
    EXPECT_EQ(read(ann).profile.instagram_username, "ann.lee");
    EXPECT_EQ(
        api()
            .patch(me, R"({"image":"data:image/png;base64,)" + std::string(picture) + "\"}", &ann)
            .status,
        204
    );
    EXPECT_NE(read(ann).profile.avatar_url, first);
    EXPECT_EQ(linked_files(), 1);
    EXPECT_EQ(api().patch(me, R"({"image":null,"instagram":""})", &ann).status, 204);
    EXPECT_FALSE(read(ann).profile.avatar_url);
    EXPECT_EQ(read(ann).profile.instagram_username, "");
    EXPECT_EQ(linked_files(), 0);
}

TEST_F(ProfilesTest, RefusesWhatIsNoPictureOfTheCaller) {
    auto const ann = make("ann");
    auto const bob = make("bob");
    ASSERT_EQ(api().patch(me, with_picture(), &bob).status, 204);
    for (auto const& image :
         {std::string("not base64!"),
          std::string("aGVsbG8="),
          std::string("https://elsewhere.example/a.png"),
          *read(bob).profile.avatar_url})
        EXPECT_EQ(
            api().patch(me, R"({"instagram":"x","image":")" + image + R"("})", &ann).status, 422
        ) << image;
    EXPECT_EQ(read(ann).profile.instagram_username, "");
    EXPECT_EQ(api().patch(me, "{}", &ann).status, 204);
    EXPECT_EQ(api().patch(me, R"({"credits":5})", &ann).status, 204);
    EXPECT_EQ(read(ann).profile.credits, 0);
}

TEST_F(ProfilesTest, AdjustsCreditsThroughTheLedger) {
    auto const admin = make("admin", 2);
    auto const ann = make("ann");
    auto const target = profile_path(ann);
    EXPECT_EQ(api().patch(target, R"({"credits":50,"reason":"Prize"})", &admin).status, 204);
    EXPECT_EQ(read(ann).profile.credits, 50);
    EXPECT_EQ(api().patch(target, R"({"credits":20})", &admin).status, 204);
    EXPECT_EQ(api().patch(target, R"({"credits":20})", &admin).status, 204);
    EXPECT_EQ(read(ann).profile.credits, 20);
    EXPECT_EQ(
        word("select string_agg(amount || ' ' || description, ', ' order by id) from wallet_entry "
             "where profile_id is not null and kind = 'adjustment' and created_by is not null"),
        "50 Prize, -30 Adjustment by staff"
    );
    EXPECT_EQ(number("select sum(amount) from wallet_entry"), 0);
    ASSERT_EQ(notices_.sent.size(), 1U);
    EXPECT_EQ(notices_.sent[0].type, "credits_received");
    EXPECT_EQ(notices_.sent[0].values, (std::vector<std::string>{"50", "Prize"}));
    for (auto const* const wrong :
         {R"({"credits":-1})", R"({"credits":2000000001})", R"({"subscriptionUntil":"soon"})"})
        EXPECT_EQ(api().patch(target, wrong, &admin).status, 422) << wrong;
}

TEST_F(ProfilesTest, SetsAndEndsSubscriptions) {
    auto const ann = make("ann");
    auto const staff = locker();
    auto const target = profile_path(ann);
    auto const body = R"({"subscriptionUntil":"2026-03-01T00:00:00+03:00","image":null})";
    EXPECT_EQ(api().patch(target, body, &staff).status, 204);
    EXPECT_EQ(to_rfc3339(*read(ann).profile.subscription_until), "2026-02-28T21:00:00.000000Z");
    EXPECT_EQ(api().patch(target, R"({"instagram":"x"})", &staff).status, 204);
    EXPECT_TRUE(read(ann).profile.subscription_until);
    EXPECT_EQ(api().patch(target, R"({"subscriptionUntil":null})", &staff).status, 204);
    EXPECT_FALSE(read(ann).profile.subscription_until);
    EXPECT_EQ(
        number("select count(*) from audit_log where action = 'profile.changed' and "
               "data->'fields' ? 'subscriptionUntil'"),
        2
    );
}

TEST_F(ProfilesTest, MintsNothingForWhoeverIsNoAdministrator) {
    auto const staff = locker();
    auto const own = profile_path(staff);
    for (auto const* const money :
         {R"({"credits":5})", R"({"instagram":"x","subscriptionUntil":"2030-01-01T00:00:00Z"})"})
        EXPECT_EQ(api().patch(own, money, &staff).code(), "PERMISSION_DENIED") << money;
    EXPECT_EQ(read(staff).profile.instagram_username, "");
    EXPECT_EQ(api().patch(own, R"({"instagram":"me"})", &staff).status, 204);
    auto const admin = make("admin", 2);
    EXPECT_EQ(api().patch(profile_path(admin), R"({"credits":5})", &admin).status, 204);
    EXPECT_EQ(read(admin).profile.credits, 5);
}

TEST_F(ProfilesTest, KeepsToTheEscalationRule) {
    auto const staff = locker();
    auto const manager = make("manager", 1);
    EXPECT_EQ(
        api().patch(profile_path(manager), R"({"credits":5})", &staff).code(), "ROLE_ESCALATION"
    );
    EXPECT_EQ(
        api().patch(profile_path(staff), R"({"credits":5})", &manager).code(), "PERMISSION_DENIED"
    );
    EXPECT_EQ(read(manager).profile.credits, 0);
    EXPECT_EQ(number("select count(*) from wallet_entry"), 0);
}

TEST_F(ProfilesTest, KnowsNoDeletedOrUnknownProfile) {
    auto const admin = make("admin", 2);
    auto const ann = make("ann");
    auto const target = profile_path(ann);
    ASSERT_EQ(api().remove(path(ann), &admin).status, 204);
    EXPECT_EQ(api().patch(target, "{}", &admin).code(), "PROFILE_NOT_FOUND");
    EXPECT_EQ(api().patch("/api/v1/profiles/99999", "{}", &admin).code(), "PROFILE_NOT_FOUND");
    EXPECT_EQ(api().patch("/api/v1/profiles/none", "{}", &admin).status, 422);
}

TEST_F(ProfilesTest, AdjustsToTheSameBalanceFromManySides) {
    auto const admin = make("admin", 2);
    auto const ann = make("ann");
    std::vector<test::ApiCall> calls(
        6, {http::Method::patch, profile_path(ann), R"({"credits":70})", &admin}
    );
    for (auto const& answer : api().call_together(calls))
        EXPECT_EQ(answer.status, 204);
    EXPECT_EQ(read(ann).profile.credits, 70);
    EXPECT_EQ(number("select count(*) from wallet_entry where kind = 'adjustment'"), 2);
}

} // namespace
} // namespace qc::accounts
