// SPDX-License-Identifier: Apache-2.0
#include "reading_fixture.hpp"

#include <gtest/gtest.h>

namespace qc::quests::test {
namespace {

struct ListCase {
    std::string path;
    std::string missing;
    std::string body;
    std::string table;
};

std::vector<ListCase> const& lists() {
    static std::vector<ListCase> const all{
        {"categories", "CATEGORY_NOT_FOUND", R"({"name":"Опера","image":""})", "category"},
        {"places", "PLACES_NOT_FOUND", R"({"name":"Опера"})", "place"},
        {"vehicles", "VEHICLE_NOT_FOUND", R"({"name":"Опера"})", "vehicle"},
        {"types", "ACTIVITY_NOT_FOUND", R"({"name":"Опера","kind":"qr"})", "activity"},
        {"tools", "TOOL_NOT_FOUND", R"({"name":"Опера","image":""})", "tool"},
    };
    return all;
}

std::string path_of(ListCase const& list, std::int64_t id = 0) {
    auto const base = "/api/v1/quests/" + list.path;
    return id == 0 ? base : base + "/" + std::to_string(id);
}

class ReferenceLists : public ReadingTest {};

TEST_F(ReferenceLists, ShowEveryItemById) {
    auto const types = api().get("/api/v1/quests/types/", &player);
    EXPECT_EQ(types.status, 200);
    EXPECT_EQ(types.at("/0/kind"), "ghost");
    EXPECT_EQ(types.json().as_array().size(), 15U);
    auto const categories = api().get("/api/v1/quests/categories", &player);
    EXPECT_EQ(categories.at("/0/image"), "https://files.example/static/category-1.png");
    EXPECT_EQ(ids(api().get("/api/v1/quests/vehicles", &player)).size(), 10U);
    EXPECT_EQ(ids(api().get("/api/v1/quests/places", &player)).size(), 15U);
    EXPECT_EQ(ids(api().get("/api/v1/quests/tools", &player)).size(), 20U);
}

TEST_F(ReferenceLists, AddChangeAndRemoveAnItem) {
    for (auto const& list : lists()) {
        auto const made = api().post(path_of(list), list.body, &admin);
        ASSERT_EQ(made.status, 201) << made.body;
        auto const id = made.at("/id").as_int64();
        EXPECT_EQ(made.at("/name"), "Опера");
        auto const changed = api().patch(path_of(list, id), R"({"name":" Балет "})", &admin);
        EXPECT_EQ(changed.status, 200) << changed.body;
        EXPECT_EQ(changed.at("/name"), "Балет");
        EXPECT_EQ(api().remove(path_of(list, id), &admin).status, 204);
        EXPECT_EQ(number("select count(*) from " + list.table + " where name = 'Балет'"), 0);
    }
}

TEST_F(ReferenceLists, RefuseANameThatIsTakenInAnotherCase) {
    for (auto const& list : lists()) {
        auto const made = api().post(path_of(list), list.body, &admin);
        auto const id = made.at("/id").as_int64();
        auto body = list.body;
        body.replace(body.find("Опера"), std::string("Опера").size(), "оПЕРА");
        auto const twin = api().post(path_of(list), body, &admin);
        EXPECT_EQ(twin.status, 409);
        EXPECT_EQ(twin.code(), "QUEST_ITEM_ALREADY_EXISTS");
        EXPECT_EQ(twin.at("/details/id"), id);
        auto const renamed = api().patch(path_of(list, 1), R"({"name":"опера"})", &admin);
        EXPECT_EQ(renamed.status, 409);
        EXPECT_EQ(renamed.at("/details/id"), id);
        EXPECT_EQ(api().patch(path_of(list, id), R"({"name":"ОПЕРА"})", &admin).status, 200);
    }
}

TEST_F(ReferenceLists, KeepOneOfTwoEqualNamesThatArriveTogether) {
    std::vector<qc::test::ApiCall> const calls(
        2, {http::Method::post, "/api/v1/quests/places", R"({"name":"Опера"})", &admin}
    );
    auto const answers = api().call_together(calls);
    EXPECT_EQ(answers[0].status + answers[1].status, 201 + 409);
    EXPECT_EQ(number("select count(*) from place where name = 'Опера'"), 1);
}

TEST_F(ReferenceLists, KeepItemsThatQuestsUse) {
    add_quest({.name = "User"});
    add_quest({.name = "Draft", .status = "draft"});
    std::vector<std::string> const used{
        "categories/1", "places/6", "vehicles/1", "types/5", "tools/3"
    };
    for (auto const& path : used) {
        auto const refused = api().remove("/api/v1/quests/" + path, &admin);
        EXPECT_EQ(refused.status, 409) << path;
        EXPECT_EQ(refused.code(), "QUEST_ITEM_IN_USE");
        EXPECT_EQ(refused.at("/details/count"), 2);
    }
}

TEST_F(ReferenceLists, TellWhenAnItemIsMissing) {
    for (auto const& list : lists()) {
        auto const patched = api().patch(path_of(list, 900), R"({"name":"Some"})", &admin);
        EXPECT_EQ(patched.status, 404);
        EXPECT_EQ(patched.code(), list.missing);
        EXPECT_EQ(api().remove(path_of(list, 900), &admin).code(), list.missing);
    }
}

TEST_F(ReferenceLists, RefuseNamesThatSayNothing) {
    auto const digits = api().post("/api/v1/quests/places", R"({"name":"2024"})", &admin);
    EXPECT_EQ(digits.status, 422);
    EXPECT_EQ(digits.at("/errors/0/msg"), "Value error, Name field must contains letters.");
    EXPECT_EQ(api().patch("/api/v1/quests/places/1", R"({"name":"77"})", &admin).status, 422);
    EXPECT_EQ(api().post("/api/v1/quests/places", R"({"name":" x "})", &admin).status, 422);
    EXPECT_EQ(
        api().post("/api/v1/quests/types", R"({"name":"Sing","kind":"song"})", &admin).status, 422
    );
    EXPECT_EQ(api().post("/api/v1/quests/tools", R"({"name":"Rope"})", &admin).status, 422);
}

TEST_F(ReferenceLists, CountTheReferencesOfPictures) {
    auto const made =
        api().post("/api/v1/quests/tools", R"({"name":"Rope","image":"new:a.png"})", &admin);
    EXPECT_EQ(made.at("/image"), "https://files.example/images/quests/tools/a.png");
    auto const path = "/api/v1/quests/tools/" + std::to_string(made.at("/id").as_int64());
    EXPECT_EQ(files.held, std::multiset<std::string>{"images/quests/tools/a.png"});
    EXPECT_EQ(api().patch(path, R"({"image":""})", &admin).at("/image"), made.at("/image"));
    api().patch(path, R"({"image":"new:b.png"})", &admin);
    EXPECT_EQ(files.held, std::multiset<std::string>{"images/quests/tools/b.png"});
    api().remove(path, &admin);
    EXPECT_TRUE(files.held.empty());
}

TEST_F(ReferenceLists, AnswerTheDefaultPictureWithoutOne) {
    auto const category =
        api().post("/api/v1/quests/categories", R"({"name":"Opera","image":""})", &admin);
    EXPECT_EQ(category.at("/image"), "https://files.example/static/default-category.png");
    auto const tool = api().post("/api/v1/quests/tools", R"({"name":"Rope","image":""})", &admin);
    EXPECT_EQ(tool.at("/image"), "https://files.example/static/default-tool.png");
}

TEST_F(ReferenceLists, ChangeNothingWhenThePictureIsRefused) {
    auto const refused =
        api().post("/api/v1/quests/tools", R"({"name":"Rope","image":"bad"})", &admin);
    EXPECT_EQ(refused.status, 422);
    auto const change = R"({"name":"Rope","image":"bad"})";
    EXPECT_EQ(api().patch("/api/v1/quests/tools/1", change, &admin).status, 422);
    EXPECT_EQ(number("select count(*) from tool where name = 'Rope'"), 0);
}

TEST_F(ReferenceLists, ChangeTheKindOfAnActivity) {
    auto const changed = api().patch("/api/v1/quests/types/15", R"({"kind":"photo"})", &admin);
    EXPECT_EQ(changed.at("/kind"), "photo");
    EXPECT_EQ(changed.at("/name"), "Document scan");
    auto const plain = api().post("/api/v1/quests/types", R"({"name":"Wait"})", &admin);
    EXPECT_EQ(plain.at("/kind"), "presence");
}

TEST_F(ReferenceLists, MayBeReadByPlayersAndChangedByEditorsOnly) {
    auto const editor = api().make_user({.can_edit_quests = true});
    for (auto const& list : lists()) {
        EXPECT_EQ(api().get(path_of(list), &player).status, 200);
        EXPECT_EQ(api().get(path_of(list)).status, 401);
        EXPECT_EQ(api().post(path_of(list), list.body, &manager).code(), "PERMISSION_DENIED");
        EXPECT_EQ(api().patch(path_of(list, 1), "{}", &manager).status, 403);
        EXPECT_EQ(api().remove(path_of(list, 1), &manager).status, 403);
        EXPECT_EQ(api().post(path_of(list), list.body, &editor).status, 201);
    }
}

} // namespace
} // namespace qc::quests::test
