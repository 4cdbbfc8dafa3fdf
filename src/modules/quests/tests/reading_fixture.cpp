// SPDX-License-Identifier: Apache-2.0
#include "reading_fixture.hpp"

#include "pg/rows.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <stdexcept>

namespace qc::quests::test {

Task<Result<files::StoredFile>> NamedFiles::store(files::Upload) {
    throw std::logic_error("nothing is uploaded here");
}

Task<Result<files::FieldOutcome>> NamedFiles::accept(files::Field field) {
    if (field.text == "bad") {
        co_return value_error(std::move(field.where), "The data isn't a valid image.");
    }
    files::FieldOutcome outcome{field.current_key, false};
    if (field.text.starts_with("new:")) {
        outcome.key = "images/" + field.release + "/" + field.text.substr(4);
        outcome.changed = true;
    }
    co_return outcome;
}

Task<void> NamedFiles::link(Transaction&, std::string key) {
    held.insert(std::move(key));
    co_return;
}

Task<void> NamedFiles::unlink(Transaction&, std::string key) {
    auto const found = held.find(key);
    if (found == held.end()) throw std::logic_error("unlinked what nobody holds: " + key);
    held.erase(found);
    co_return;
}

std::string NamedFiles::public_url(std::string_view key) const {
    return "https://files.example/" + std::string(key);
}

std::string NamedFiles::private_url(std::string_view key) const {
    return "https://files.example/" + std::string(key) + "?sig=x";
}

void ReadingTest::SetUp() {
    ApiTest::SetUp();
    if (IsSkipped()) return;
    player = api().make_user();
    manager = api().make_user({.role = 1});
    admin = api().make_user({.role = 2});
    author = api().make_user();
    author.permissions = access::with(author.permissions, access::Permission::create_quests);
    QuestsServices const services{
        .database = api().database(),
        .clock = api().clock(),
        .random = api().random(),
        .keys = keys_,
        .files = files,
        .notifications = notices_,
        .signals = signals_,
        .settings = {.list_max = 3},
    };
    module_ = std::make_unique<QuestsModule>(services);
    http::Routes routes;
    module_->add_routes(routes);
    api().serve(std::move(routes));
}

void ReadingTest::sql(std::string const& statement, pg::Parameters const& parameters) {
    auto session = api().session();
    session.run(statement, parameters);
}

std::int64_t ReadingTest::number(std::string const& query, pg::Parameters const& parameters) {
    auto session = api().session();
    return pg::only_row<std::int64_t>(session.run(query, parameters));
}

std::vector<std::string> const& ReadingTest::secret_texts() {
    static std::vector<std::string> const texts{
        "04711", "Sesam", "qrsecretqrsecretqrsec1", "artefact.pdf", "Look under the stone", "61.5"
    };
    return texts;
}

std::int32_t ReadingTest::add_quest(QuestRow const& row) {
    auto session = api().session();
    auto const id = pg::only_row<std::int32_t>(session.run(
        "insert into quest (name, description, category_id, \"group\", vehicle_id, level, mileage, "
        "place_id, status, cost, pay_extra, is_subscription, author_id, timeframe, reward, "
        "reviews_count, rating_sum, created_at) values ($1, $2, $3, 2, 1, 2, 1, 6, $4, $5, $6, "
        "$7, $8, 3, 7, 3, 13, clock_timestamp()) returning id",
        pg::parameters(
            row.name,
            row.description,
            row.category,
            row.status,
            row.cost,
            row.pay_extra,
            row.is_subscription,
            row.author
        )
    ));
    session.run(
        "insert into point (quest_id, \"order\", name_of_location, description, type_id, tool_id, "
        "type_photo, type_code, type_word, qr_secret, file, hidden) values "
        "($1, 1, 'Gate', 'Count the bars', 5, 3, null, '04711', null, 'qrsecretqrsecretqrsec1', "
        "'documents/quests/points/artefact.pdf', false), "
        "($1, 2, 'Cave', 'Say it', 6, null, null, null, 'Sesam', null, null, true), "
        "($1, 3, 'Tower', 'Smile', 2, 3, 1, null, null, null, null, false)",
        pg::parameters(id)
    );
    session.run(
        "insert into place_settings (point_id, latitude, longitude) "
        "select id, case when hidden then 61.5 else 55 end, 37.25 from point where quest_id = $1",
        pg::parameters(id)
    );
    session.run(
        "insert into hint (point_id, \"order\", text, cost) select id, 1, 'Look under the stone', "
        "3 "
        "from point where quest_id = $1 and \"order\" = 1",
        pg::parameters(id)
    );
    session.run(
        "insert into merch (quest_id, description, price) values ($1, 'A cup', 9)",
        pg::parameters(id)
    );
    return id;
}

std::vector<std::int64_t> ReadingTest::ids(qc::test::ApiAnswer const& answer) {
    auto const json = answer.json();
    auto const& list = json.is_array() ? json.as_array() : json.at("items").as_array();
    std::vector<std::int64_t> out;
    for (auto const& item : list)
        out.push_back(item.at("id").as_int64());
    return out;
}

void ReadingTest::add_run(std::int32_t quest, UserId owner, std::string const& status) {
    auto session = api().session();
    auto const id = RunId{api().random().uuid()};
    session.run(
        "insert into quest_version (quest_id, version, route) values ($1, 1, '{}') "
        "on conflict do nothing",
        pg::parameters(quest)
    );
    session.run(
        "insert into quest_run (id, quest_id, version, owner_id, status, answers_revealed, "
        "started_at, finished_at) values ($1, $2, 1, $3, $4, false, $5, "
        "case when $4 = 'finished' then $5::timestamptz end)",
        pg::parameters(id, quest, owner, status, api().clock().now())
    );
    session.run(
        "insert into run_member (run_id, user_id, status, joined_at) values ($1, $2, 'joined', $3)",
        pg::parameters(id, owner, api().clock().now())
    );
    session.run(
        "insert into run_point (run_id, point_id, state) "
        "select $1, id, (array['passed', 'current', 'locked'])[\"order\"] from point "
        "where quest_id = $2",
        pg::parameters(id, quest)
    );
}

} // namespace qc::quests::test
