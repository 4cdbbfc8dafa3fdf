// SPDX-License-Identifier: Apache-2.0
#include "unlock_requests/tests/unlock_test.hpp"

namespace qc::unlock_requests::test {
namespace {

using Texts = std::vector<std::string>;

class UnlockListTest : public UnlockTest {
protected:
    void SetUp() override {
        UnlockTest::SetUp();
        if (IsSkipped()) return;
        staff = admin();
        add("cid", "Spam");
        add("ann", "Mistake");
        add("bob", "spam");
        ASSERT_EQ(decide(newest(), "rejected", staff).status, 204);
    }

    void add(std::string const& username, std::string const& reason) {
        locked_user(username);
        ASSERT_EQ(submit(username, reason).status, 204);
    }

    /// The users of the page, in its order.
    Texts listed(std::string const& query) {
        auto const page = api().get(path + query, &staff);
        EXPECT_EQ(page.status, 200) << page.body;
        auto emails = texts_of(page, "/email");
        for (auto& email : emails)
            email.resize(email.find('@'));
        return emails;
    }

    access::Caller staff;
};

TEST_F(UnlockListTest, ShowsTheNewestFirst) {
    EXPECT_EQ(listed(""), (Texts{"bob", "ann", "cid"}));
    EXPECT_EQ(listed("/?page=2&size=2"), (Texts{"cid"}));
    auto const page = api().get("/api/v1/unlock_requests?size=2", &staff);
    EXPECT_EQ(page.at("/total").as_int64(), 3);
    EXPECT_EQ(page.at("/pages").as_int64(), 2);
}

TEST_F(UnlockListTest, WritesIdsAsText) {
    auto const id = std::to_string(newest());
    auto const page = api().get(path, &staff);
    EXPECT_EQ(text_at(page, "/items/0/id"), id);
    auto const one = api().get("/api/v1/unlock_requests/" + id, &staff);
    EXPECT_EQ(one.json(), page.at("/items/0"));
    EXPECT_EQ(text_at(one, "/reason"), "spam");
    EXPECT_EQ(text_at(one, "/status"), "rejected");
    EXPECT_EQ(text_at(one, "/message"), "Please let me in.");
    auto const none = api().get("/api/v1/unlock_requests/999", &staff);
    EXPECT_EQ(none.status, 404);
    EXPECT_EQ(none.code(), "UNLOCK_REQUEST_NOT_FOUND");
    EXPECT_EQ(api().get("/api/v1/unlock_requests/abc", &staff).status, 422);
}

TEST_F(UnlockListTest, ComparesWholeTextsWithoutCase) {
    EXPECT_EQ(listed("?email=ANN@example.org"), (Texts{"ann"}));
    EXPECT_EQ(listed("?email=ann"), Texts{});
    EXPECT_EQ(listed("?reason=SPAM"), (Texts{"bob", "cid"}));
    EXPECT_EQ(listed("?reason=spa%25"), Texts{});
    EXPECT_EQ(listed("?email=&reason=").size(), 3U);
}

TEST_F(UnlockListTest, TakesAListOfStatuses) {
    EXPECT_EQ(listed("?status__in=rejected"), (Texts{"bob"}));
    EXPECT_EQ(listed("?status__in=pending,rejected").size(), 3U);
    EXPECT_EQ(listed("?statusIn=approved"), Texts{});
    EXPECT_EQ(listed("?status__in=").size(), 3U);
    EXPECT_EQ(listed("?status__in=pending&reason=spam"), (Texts{"cid"}));
    auto const wrong = api().get("/api/v1/unlock_requests?status__in=open", &staff);
    EXPECT_EQ(wrong.status, 422);
    EXPECT_EQ(text_at(wrong, "/errors/0/loc/1"), "status__in");
}

TEST_F(UnlockListTest, IsOrderedByAnyColumnInEitherDirection) {
    EXPECT_EQ(listed("?order_by=email"), (Texts{"ann", "bob", "cid"}));
    EXPECT_EQ(listed("?order_by=%2Bemail"), (Texts{"ann", "bob", "cid"}));
    EXPECT_EQ(listed("?order_by=+email"), (Texts{"ann", "bob", "cid"}));
    EXPECT_EQ(listed("?orderBy=-email"), (Texts{"cid", "bob", "ann"}));
    EXPECT_EQ(listed("?order_by=createdAt"), (Texts{"cid", "ann", "bob"}));
    EXPECT_EQ(listed("?order_by=-created_at"), (Texts{"bob", "ann", "cid"}));
    EXPECT_EQ(listed("?order_by=-updatedAt").front(), "bob");
    EXPECT_EQ(listed("?order_by=id"), (Texts{"cid", "ann", "bob"}));
    EXPECT_EQ(listed("?order_by="), (Texts{"bob", "ann", "cid"}));
}

TEST_F(UnlockListTest, IsOrderedByOneColumnAfterAnother) {
    EXPECT_EQ(listed("?order_by=reason,email"), (Texts{"ann", "bob", "cid"}));
    EXPECT_EQ(listed("?order_by=-reason,-email"), (Texts{"cid", "bob", "ann"}));
    EXPECT_EQ(listed("?order_by=status,%20created_at"), (Texts{"cid", "ann", "bob"}));
    EXPECT_EQ(listed("?order_by=reason"), (Texts{"ann", "bob", "cid"}));
    EXPECT_EQ(listed("?order_by=status&status__in=pending&page=2&size=1"), (Texts{"cid"}));
}

TEST_F(UnlockListTest, RefusesOrdersThatAreNone) {
    for (std::string const order : {"message", "email%20desc", "id;drop", ","}) {
        auto const answer = api().get("/api/v1/unlock_requests?order_by=" + order, &staff);
        EXPECT_EQ(answer.status, 422) << order;
    }
    EXPECT_EQ(api().get("/api/v1/unlock_requests?size=0", &staff).status, 422);
}

} // namespace
} // namespace qc::unlock_requests::test
