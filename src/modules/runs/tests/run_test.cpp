// SPDX-License-Identifier: Apache-2.0
#include "runs/tests/run_test.hpp"

namespace qc::runs::test {
namespace {

/// The sum of a credit that has an entry on both sides.
constexpr auto give_credits =
    "with w as (update profile p set credits = credits + $2 from \"user\" u "
    "where u.id = $1 and p.id = u.profile_id returning p.id, p.credits), "
    "t as (select gen_random_uuid() as id), "
    "h as (insert into wallet_entry (transaction_id, kind, amount, description) "
    "select t.id, 'opening', -$2::integer, '' from t) "
    "insert into wallet_entry (transaction_id, profile_id, kind, amount, balance_after, "
    "description) "
    "select t.id, w.id, 'opening', $2, w.credits, '' from w, t";

} // namespace

void RunTest::SetUp() {
    ApiTest::SetUp();
    if (!IsSkipped()) serve(false);
}

void RunTest::reveal_answers() {
    serve(true);
}

void RunTest::serve(bool answers_revealed) {
    auto& api = this->api();
    quests_ = std::make_unique<quests::QuestsModule>(quests::QuestsServices{
        api.database(), api.clock(), api.random(), keys_, files, notices, signals, {}
    });
    wallets_ = std::make_unique<wallets::WalletsModule>(wallets::WalletsServices{
        api.database(),
        api.clock(),
        files,
        quests_->facade(),
        notices,
        api.audit().facade(),
        signals
    });
    runs_ = std::make_unique<RunsModule>(RunsServices{
        api.database(),
        api.clock(),
        api.random(),
        files,
        quests_->facade(),
        wallets_->facade(),
        notices,
        signals,
        answers_revealed
    });
    http::Routes routes;
    wallets_->add_routes(routes);
    runs_->add_routes(routes);
    api.serve(std::move(routes));
}

QuestId RunTest::make_quest(QuestSeed const& seed) {
    auto session = api().session();
    auto const quest = pg::only_row<QuestId>(session.run(
        "insert into quest (name, description, category_id, \"group\", vehicle_id, level, mileage,"
        " place_id, status, published_at, cost, reward, auto_accrual, is_subscription,"
        " manual_photo_review, author_id, timeframe) values ($1, 'Old town', 1, $2, 1, 1, 1, 1, $3,"
        " now(), $4, $5, $6, $7, $8, $9, $10) returning id",
        pg::parameters(
            "Quest " + std::to_string(++quest_count_),
            seed.group,
            seed.status,
            seed.cost,
            seed.reward,
            seed.auto_accrual,
            seed.is_subscription,
            seed.manual_photo_review,
            seed.author,
            seed.timeframe_h
        )
    ));
    std::int16_t order = 0;
    for (auto const& point : seed.points) {
        auto const id = pg::only_row<PointId>(session.run(
            "insert into point (quest_id, \"order\", name_of_location, description, type_id,"
            " type_code, type_word, qr_secret, file, is_divide, hidden) "
            "values ($1, $2, $3, 'Look around', $4, $5, $6, $7, $8, $9, $10) returning id",
            pg::parameters(
                quest,
                ++order,
                point.name,
                point.type_id,
                point.code,
                point.word,
                point.qr_secret,
                point.file,
                point.is_divide,
                point.hidden
            )
        ));
        std::optional<std::int16_t> part;
        for (auto const latitude : point.latitudes) {
            if (point.is_divide) part = static_cast<std::int16_t>(part.value_or(0) + 1);
            session.run(
                "insert into place_settings (point_id, latitude, longitude, part) "
                "values ($1, $2, -0.25, $3)",
                pg::parameters(id, latitude, part)
            );
        }
        if (point.hint_cost) {
            session.run(
                "insert into hint (point_id, \"order\", text, cost) values ($1, 1, $2, $3)",
                pg::parameters(id, "CANARY hint of " + point.name, *point.hint_cost)
            );
        }
    }
    return quest;
}

QuestId RunTest::simple_quest(std::int32_t reward) {
    QuestSeed seed;
    seed.points = {PointSeed{"Bridge"}, PointSeed{"Mill"}};
    seed.reward = reward;
    return make_quest(seed);
}

std::vector<PointId> RunTest::points_of(QuestId quest) {
    auto session = api().session();
    auto const rows = session.run(
        "select id from point where quest_id = $1 order by \"order\"", pg::parameters(quest)
    );
    return pg::rows_as<PointId>(rows);
}

access::Caller RunTest::player(std::int32_t credits) {
    auto const caller = api().make_user();
    auto session = api().session();
    if (credits > 0) session.run(give_credits, pg::parameters(caller.user, credits));
    return caller;
}

access::Caller RunTest::staff() {
    qc::test::Api::Account account;
    account.role = 2;
    return api().make_user(account);
}

void RunTest::befriend(access::Caller const& one, access::Caller const& other) {
    auto session = api().session();
    session.run(
        "insert into friend (user_id, friend_id) values ($1::uuid, $2::uuid), ($2, $1)",
        pg::parameters(one.user, other.user)
    );
}

void RunTest::join(std::string const& run, access::Caller const& user) {
    auto session = api().session();
    session.run(
        "insert into run_member (run_id, user_id, status, joined_at) "
        "values ($1, $2, 'joined', now())",
        pg::parameters(run, user.user)
    );
}

std::string RunTest::start(QuestId quest, access::Caller const& player) {
    auto const answer = api().post(start_path(quest), "{}", &player);
    EXPECT_EQ(answer.status, 201) << answer.body;
    return std::string(answer.at("/id").as_string());
}

qc::test::ApiAnswer RunTest::check_in(
    std::string const& run, PointId point, std::string const& more, access::Caller const& caller
) {
    auto const body =
        R"({"pointId":)" + std::to_string(point.value) + (more.empty() ? "" : "," + more) + "}";
    return api().post(run_path(run) + "/checkins", body, &caller);
}

void RunTest::play(std::string const& run, QuestId quest, access::Caller const& player) {
    for (auto const point : points_of(quest))
        EXPECT_EQ(check_in(run, point, "", player).status, 201);
}

qc::test::ApiAnswer
RunTest::change(std::string const& run, std::string const& verb, access::Caller const& caller) {
    return api().post(run_path(run) + "/" + verb, "", &caller);
}

qc::test::ApiAnswer RunTest::shown(std::string const& run, access::Caller const& caller) {
    return api().get(run_path(run), &caller);
}

std::int64_t RunTest::number(std::string const& sql) {
    auto session = api().session();
    return pg::only_row<std::int64_t>(session.run(sql));
}

std::string RunTest::text(std::string const& sql) {
    auto session = api().session();
    return pg::only_row<std::string>(session.run(sql));
}

void RunTest::execute(std::string const& sql) {
    auto session = api().session();
    session.run(sql);
}

std::int64_t RunTest::balance_of(access::Caller const& caller) {
    return number(
        "select p.credits::bigint from profile p join \"user\" u on u.profile_id = p.id "
        "where u.id = '" +
        caller.user.text() + "'"
    );
}

void RunTest::sweep() {
    Jobs jobs;
    runs_->add_jobs(jobs);
    ASSERT_EQ(jobs.size(), 1U);
    api().run(jobs[0].run());
}

void RunTest::expect_balanced_books() {
    EXPECT_EQ(
        number("select count(*) from (select 1 from wallet_entry group by transaction_id "
               "having sum(amount) <> 0) x"),
        0
    );
    EXPECT_EQ(
        number("select count(*) from profile p where p.credits <> coalesce((select sum(amount)"
               " from wallet_entry e where e.profile_id = p.id), 0)"),
        0
    );
}

std::string RunTest::at(double latitude, double accuracy) {
    return R"("latitude":)" + std::to_string(latitude) + R"(,"longitude":-0.25,"accuracy":)" +
           std::to_string(accuracy);
}

} // namespace qc::runs::test
