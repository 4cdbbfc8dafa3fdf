// SPDX-License-Identifier: Apache-2.0
#include "quests/tests/authoring_fixture.hpp"

#include "pg/rows.hpp"

#include <boost/json/serialize.hpp>

namespace qc::quests::test {

namespace json = boost::json;

AuthoringTest::AuthoringTest() : keys("0123456789abcdef0123456789abcdef") {}

AuthoringTest::~AuthoringTest() = default;

void AuthoringTest::SetUp() {
    ApiTest::SetUp();
    if (IsSkipped()) return;
    module_ = std::make_unique<QuestsModule>(QuestsServices{
        api().database(),
        api().clock(),
        api().random(),
        keys,
        files,
        notices,
        signals,
        QuestsSettings{}
    });
    http::Routes routes;
    module_->add_routes(routes);
    api().serve(std::move(routes));
    player = api().make_user();
    for (auto* const caller : {&author, &other_author}) {
        *caller = api().make_user();
        caller->permissions = access::with(caller->permissions, access::Permission::create_quests);
    }
    qc::test::Api::Account staff;
    staff.role = 1;
    manager = api().make_user(staff);
    staff.role = 2;
    admin = api().make_user(staff);
}

json::object AuthoringTest::point_json(std::string const& name) {
    return {{"nameOfLocation", name}, {"description", "Look around."}, {"typeId", 9}};
}

json::object AuthoringTest::quest_json(std::string const& name) {
    auto with_code = point_json("Gate");
    with_code["typeId"] = 5;
    with_code["typeCode"] = "007";
    with_code["places"] =
        json::array{json::object{{"longitude", 30.25}, {"latitude", 59.9}, {"detectionsRadius", 10}}
        };
    with_code["hints"] = json::array{json::object{{"text", "Count the steps"}, {"cost", 3}}};
    return {
        {"name", name},
        {"description", "A walk."},
        {"image", ""},
        {"credits", {{"auto", true}, {"cost", 5}, {"reward", 9}}},
        {"mainPreferences",
         {{"categoryId", 1},
          {"vehicleId", 1},
          {"placeId", 7},
          {"group", 2},
          {"level", "Easy"},
          {"mileage", "5-10"},
          {"timeframe", 3}}},
        {"points", json::array{with_code, point_json("Bridge")}}
    };
}

std::string AuthoringTest::text_of(json::value const& value) {
    return json::serialize(value);
}

qc::test::ApiAnswer AuthoringTest::create(access::Caller const& caller, json::object const& body) {
    return api().post("/api/v1/quests", text_of(body), &caller);
}

std::int64_t AuthoringTest::made(access::Caller const& caller, std::string const& name) {
    auto const answer = create(caller, quest_json(name));
    EXPECT_EQ(answer.status, 201) << answer.body;
    return answer.at("/id").as_int64();
}

std::vector<std::string> AuthoringTest::problems(qc::test::ApiAnswer const& answer) {
    EXPECT_EQ(answer.status, 422) << answer.body;
    std::vector<std::string> texts;
    auto const document = answer.json();
    for (auto const& problem : document.at("errors").as_array()) {
        std::string text;
        for (auto const& step : problem.at("loc").as_array()) {
            if (step.is_string() && step.as_string() == "body") continue;
            if (!text.empty()) text += '.';
            text += step.is_string() ? std::string(step.as_string()) : text_of(step);
        }
        texts.push_back(text + ": " + std::string(problem.at("msg").as_string()));
    }
    return texts;
}

std::string AuthoringTest::sql(std::string const& query) {
    auto const rows = api().session().run("select coalesce((" + query + ")::text, 'null')");
    return pg::only_row<std::string>(rows);
}

std::string AuthoringTest::path(std::int64_t quest, std::string const& rest) {
    return "/api/v1/quests/" + std::to_string(quest) + rest;
}

} // namespace qc::quests::test
