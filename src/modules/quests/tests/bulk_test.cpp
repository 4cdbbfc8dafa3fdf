// SPDX-License-Identifier: Apache-2.0
#include "quests/tests/authoring_fixture.hpp"

namespace qc::quests::test {
namespace {

class BulkActions : public AuthoringTest {
protected:
    static constexpr auto target = "/api/v1/quests/admin/bulk-action";

    static std::string order(std::string const& action, std::vector<std::int64_t> const& quests) {
        std::string ids;
        for (auto const quest : quests)
            ids += (ids.empty() ? "" : ",") + std::to_string(quest);
        return R"({"action":")" + action + R"(","questIds":[)" + ids + "]}";
    }
};

TEST_F(BulkActions, TreatEachQuestForItself) {
    auto const first = made(manager, "First");
    auto const second = made(author, "Second");
    auto const answer = api().post(target, order("activate", {first, second, 999}), &admin);
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.at("/action"), "activate");
    EXPECT_EQ(answer.at("/results/0/status"), "error");
    EXPECT_EQ(answer.at("/results/0/code"), "INVALID_STATE");
    EXPECT_EQ(answer.at("/results/1/status"), "activated");
    EXPECT_EQ(answer.at("/results/2/code"), "QUEST_NOT_FOUND");
    EXPECT_EQ(sql("select count(*) from quest where status = 'published'"), "2");
}

TEST_F(BulkActions, ArchiveRestoreAndDelete) {
    auto const quest = made(admin, "First");
    EXPECT_EQ(
        api().post(target, order("deactivate", {quest}), &admin).at("/results/0/status"),
        "deactivated"
    );
    EXPECT_EQ(
        api().post(target, order("activate", {quest}), &admin).at("/results/0/status"), "activated"
    );
    EXPECT_EQ(
        api().post(target, order("delete", {quest}), &admin).at("/results/0/status"), "deleted"
    );
    EXPECT_EQ(sql("select count(*) from quest"), "0");
}

TEST_F(BulkActions, NeedTheRightOfTheSingleRoute) {
    auto const quest = made(author, "First");
    auto const answer = api().post(target, order("delete", {quest}), &manager);
    EXPECT_EQ(answer.at("/results/0/code"), "PERMISSION_DENIED");
    EXPECT_EQ(api().post(target, order("delete", {quest}), &player).status, 403);
}

TEST_F(BulkActions, TakeTheActionFromTheQueryAndABareList) {
    auto const quest = made(admin, "First");
    auto const ids = "[" + std::to_string(quest) + "]";
    auto const archived = api().post(std::string(target) + "?action=deactivate", ids, &admin);
    EXPECT_EQ(archived.at("/results/0/status"), "deactivated");
    auto const all = std::string(target) + "?action=delete&quest_ids=" + std::to_string(quest);
    EXPECT_EQ(api().post(all, "", &admin).at("/results/0/status"), "deleted");
}

TEST_F(BulkActions, RefuseWhatIsNoOrder) {
    EXPECT_EQ(
        problems(api().post(target, "{}", &admin)),
        (std::vector<std::string>{"action: Field required", "questIds: Field required"})
    );
    EXPECT_EQ(api().post(target, order("explode", {1}), &admin).status, 422);
    EXPECT_EQ(api().post(target, R"(["x"])", &admin).status, 422);
}

} // namespace
} // namespace qc::quests::test
