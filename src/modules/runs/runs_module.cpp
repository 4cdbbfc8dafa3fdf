// SPDX-License-Identifier: Apache-2.0
#include "runs/runs_module.hpp"

#include "crypto/constant_time.hpp"
#include "crypto/sha256.hpp"
#include "runs/http/routes.hpp"
#include "runs/postgres/leaderboard_queries.hpp"
#include "runs/postgres/run_queries.hpp"
#include "runs/postgres/runs.hpp"

namespace qc::runs {
namespace {

constexpr std::chrono::seconds sweep_interval{1};

Digest sha256(std::string_view bytes) {
    return crypto::sha256(crypto::bytes_of(bytes));
}

bool equal(std::string_view left, std::string_view right) {
    return crypto::constant_time_equal(crypto::bytes_of(left), crypto::bytes_of(right));
}

constexpr Cryptography cryptography{&sha256, &equal};

Task<void> expire_due(Runs& runs, RunNews const& news, Instant now) {
    auto const expired = co_await runs.expire_due(now);
    for (auto const run : expired)
        news.run_has_changed(run);
}

} // namespace

struct RunsModule::Parts {
    explicit Parts(RunsServices const& given)
        : services(given)
        , news(given.signals)
        , runs(given.database)
        , queries(given.database, given.files)
        , leaderboards(given.database, given.files)
        , routes(given.quests, given.database)
        , point_views(given.files, cryptography)
        , settle_run(runs, given.wallets, given.notifications)
        , start_run(start_services())
        , change_run({runs, queries, routes, news, given.clock})
        , check_in(checkin_services())
        , unlock_hint({runs, routes, given.wallets, news, given.clock})
        , read_runs({queries, routes, point_views, given.clock})
        , review_checkin(staff_services())
        , decide_reward(staff_services()) {}

    StartRunServices start_services() {
        return {
            runs,
            queries,
            services.quests,
            services.wallets,
            services.notifications,
            news,
            services.clock,
            services.random,
            services.answers_revealed
        };
    }

    CheckInServices checkin_services() {
        return {
            runs,
            queries,
            routes,
            settle_run,
            point_views,
            services.files,
            news,
            cryptography,
            services.clock
        };
    }

    StaffServices staff_services() {
        return {runs, queries, routes, settle_run, services.notifications, news, services.clock};
    }

    RunsServices services;
    RunNews news;
    PostgresRuns runs;
    PostgresRunQueries queries;
    PostgresLeaderboardQueries leaderboards;
    Routes routes;
    PointViews point_views;
    SettleRun settle_run;
    StartRun start_run;
    ChangeRun change_run;
    CheckIn check_in;
    UnlockHint unlock_hint;
    ReadRuns read_runs;
    ReviewCheckin review_checkin;
    DecideReward decide_reward;
};

RunsModule::RunsModule(RunsServices const& services) : parts_(std::make_unique<Parts>(services)) {}

RunsModule::~RunsModule() = default;

void RunsModule::add_routes(http::Routes& routes) {
    UseCases const use_cases{
        parts_->start_run,
        parts_->change_run,
        parts_->check_in,
        parts_->unlock_hint,
        parts_->read_runs,
        parts_->review_checkin,
        parts_->decide_reward,
        parts_->queries,
        parts_->leaderboards,
        parts_->services.files,
        parts_->services.clock
    };
    add_run_routes(routes, use_cases);
    add_play_routes(routes, use_cases);
    add_staff_routes(routes, use_cases);
    add_leaderboard_routes(routes, use_cases);
}

void RunsModule::add_jobs(Jobs& jobs) {
    auto& runs = parts_->runs;
    auto const& news = parts_->news;
    auto const& clock = parts_->services.clock;
    jobs.push_back({"runs.expire_due", sweep_interval, [&runs, &news, &clock] {
                        return expire_due(runs, news, clock.now());
                    }});
}

void RunsModule::add_events(live::EventSources& sources) {
    runs::add_events(sources, parts_->read_runs);
}

} // namespace qc::runs
