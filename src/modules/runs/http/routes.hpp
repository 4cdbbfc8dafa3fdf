// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "files/files.hpp"
#include "http/route.hpp"
#include "live/event_sources.hpp"
#include "runs/application/change_run.hpp"
#include "runs/application/check_in.hpp"
#include "runs/application/judge_plays.hpp"
#include "runs/application/read_runs.hpp"
#include "runs/application/start_run.hpp"
#include "runs/application/unlock_hint.hpp"

namespace qc::runs {

/// What the handlers call; outlives the routes.
struct UseCases {
    StartRun& start_run;
    ChangeRun& change_run;
    CheckIn& check_in;
    UnlockHint& unlock_hint;
    ReadRuns& read_runs;
    ReviewCheckin& review_checkin;
    DecideReward& decide_reward;
    RunQueries& queries;
    LeaderboardQueries& leaderboards;
    files::Files& files;
    Clock const& clock;
};

void add_run_routes(http::Routes& routes, UseCases use_cases);
void add_play_routes(http::Routes& routes, UseCases use_cases);
void add_staff_routes(http::Routes& routes, UseCases use_cases);
void add_leaderboard_routes(http::Routes& routes, UseCases use_cases);

/// `read` outlives the sources.
void add_events(live::EventSources& sources, ReadRuns& read);

} // namespace qc::runs
