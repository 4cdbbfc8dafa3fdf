// SPDX-License-Identifier: Apache-2.0
#include "http/router.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace qc::http {
namespace {

Route route(Method method, std::string path) {
    Route made;
    made.spec.method = method;
    made.spec.path = std::move(path);
    return made;
}

Routes quest_routes() {
    Routes routes;
    routes.push_back(route(Method::get, "/quests"));
    routes.push_back(route(Method::get, "/quests/{id}"));
    routes.push_back(route(Method::patch, "/quests/{id}"));
    routes.push_back(route(Method::get, "/quests/categories"));
    routes.push_back(route(Method::patch, "/quests/categories/{id}"));
    routes.push_back(route(Method::get, "/quests/{questId}/points/{pointId}"));
    routes.push_back(route(Method::post, "/quests/admin/create"));
    routes.push_back(route(Method::get, "/files/{key...}"));
    routes.push_back(route(Method::get, "/"));
    return routes;
}

class RouterTest : public ::testing::Test {
protected:
    std::string found(Method method, std::string_view path) const {
        auto const match = router.match(method, path);
        return match.route == nullptr ? "" : match.route->spec.path;
    }

    Router router{quest_routes()};
};

TEST_F(RouterTest, LiteralWinsOverParameter) {
    EXPECT_EQ(found(Method::get, "/quests/categories"), "/quests/categories");
    EXPECT_EQ(found(Method::get, "/quests/7"), "/quests/{id}");
}

TEST_F(RouterTest, LiteralOfAnotherMethodIsNotAParameter) {
    auto const match = router.match(Method::patch, "/quests/categories");
    EXPECT_EQ(match.route, nullptr);
    EXPECT_EQ(match.allow, "GET, HEAD, OPTIONS");
}

TEST_F(RouterTest, GoesBackToTheParameterWhenTheLiteralLeadsNowhere) {
    auto const match = router.match(Method::get, "/quests/admin/points/3");
    ASSERT_NE(match.route, nullptr);
    EXPECT_EQ(match.parameters, (Fields{{"questId", "admin"}, {"pointId", "3"}}));
}

TEST_F(RouterTest, ServesBothSlashForms) {
    for (auto const* path : {"/quests", "/quests/"})
        EXPECT_EQ(found(Method::get, path), "/quests");
    EXPECT_EQ(found(Method::get, "/quests/7/"), "/quests/{id}");
    EXPECT_EQ(found(Method::get, "/"), "/");
}

TEST_F(RouterTest, RefusesEmptySegments) {
    for (auto const* path : {"/quests//", "//quests", "//", "/quests//points/3", "quests", "*"})
        EXPECT_EQ(found(Method::get, path), "") << path;
}

TEST_F(RouterTest, UnknownPathHasNoAllow) {
    auto const match = router.match(Method::get, "/nothing");
    EXPECT_EQ(match.route, nullptr);
    EXPECT_TRUE(match.allow.empty());
    EXPECT_TRUE(router.match(Method::get, "/quests/1/points").allow.empty());
}

TEST_F(RouterTest, OtherMethodsAreListedInAllow) {
    EXPECT_EQ(router.match(Method::delete_, "/quests/7").allow, "GET, HEAD, PATCH, OPTIONS");
    EXPECT_EQ(router.match(Method::get, "/quests/admin/create").allow, "POST, OPTIONS");
    EXPECT_EQ(router.match(Method::options, "/quests/7").route, nullptr);
}

TEST_F(RouterTest, GetServesHead) {
    EXPECT_EQ(found(Method::head, "/quests/7"), "/quests/{id}");
    EXPECT_EQ(found(Method::head, "/quests/admin/create"), "");
}

TEST_F(RouterTest, DecodesParametersAndKeepsBrokenEscapes) {
    EXPECT_EQ(router.match(Method::get, "/quests/a%2Fb").parameters[0].second, "a/b");
    EXPECT_EQ(router.match(Method::get, "/quests/%D0%BC+").parameters[0].second, "м+");
    EXPECT_EQ(router.match(Method::get, "/quests/%zz%4").parameters[0].second, "%zz%4");
}

TEST_F(RouterTest, TailTakesTheRestOfThePath) {
    auto const match = router.match(Method::get, "/files/avatars/a%20b.jpg");
    ASSERT_NE(match.route, nullptr);
    EXPECT_EQ(match.parameters, (Fields{{"key", "avatars/a b.jpg"}}));
}

TEST_F(RouterTest, TailRefusesWhatLeavesItsFolder) {
    for (auto const* path :
         {"/files/a%2Fb",
          "/files/../secret",
          "/files/a/%2e%2E/b",
          "/files/./a",
          "/files/a//b",
          "/files/a%5Cb",
          "/files/a%00",
          "/files"})
        EXPECT_EQ(found(Method::get, path), "") << path;
}

TEST_F(RouterTest, KnowsThePositionOfARoute) {
    auto const match = router.match(Method::get, "/quests/categories");
    EXPECT_EQ(router.index_of(*match.route), 3U);
}

TEST(RouterConstruction, RefusesDuplicatesAndMalformedPaths) {
    auto const build = [](std::initializer_list<char const*> paths) {
        Routes routes;
        for (auto const* path : paths)
            routes.push_back(route(Method::get, path));
        Router const router(std::move(routes));
    };
    EXPECT_THROW(build({"/a/{id}", "/a/{other}"}), std::logic_error);
    EXPECT_THROW(build({"a"}), std::logic_error);
    EXPECT_THROW(build({"/a/"}), std::logic_error);
    EXPECT_THROW(build({"/a//b"}), std::logic_error);
    EXPECT_THROW(build({"/a/{key...}/b"}), std::logic_error);
    EXPECT_THROW(build({"/a/{id}.json"}), std::logic_error);
    EXPECT_THROW(build({"/{a}/{b}/{c}/{d}/{e}/{f}/{g}/{h}/{i}"}), std::logic_error);
    EXPECT_NO_THROW(build({"/a", "/a/{id}", "/a/b"}));
}

} // namespace
} // namespace qc::http
