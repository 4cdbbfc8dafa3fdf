// SPDX-License-Identifier: Apache-2.0
#include "runs/application/check_in.hpp"

#include "runs/domain/errors.hpp"
#include "telemetry/log.hpp"

#include <algorithm>

namespace qc::runs {
namespace {

CheckinRecord record_of(CheckIn::Command const& command, Verdict const& verdict) {
    CheckinRecord record;
    record.run = command.run;
    record.point = command.point;
    if (verdict.place != nullptr) record.place = verdict.place->id;
    record.user = command.player;
    record.session = command.session;
    record.status = verdict.refusal ? "rejected" : "accepted";
    if (verdict.refusal) record.reason = std::string(verdict.refusal->code->code);
    record.latitude = command.attempt.latitude;
    record.longitude = command.attempt.longitude;
    record.accuracy_m = command.attempt.accuracy_m;
    record.altitude_m = command.altitude_m;
    record.heading = command.heading;
    record.distance_m = verdict.distance_m;
    if (!verdict.refusal) record.photo_key = command.photo_key;
    record.client_time = command.client_time;
    record.at = command.attempt.at;
    return record;
}

void warn_of(Error const& refusal, CheckIn::Command const& command) {
    if (!refusal.is(checkin_implausible)) return;
    telemetry::Fields fields;
    fields.add("user.id", command.player.text()).add("labels.run_id", command.run.text());
    telemetry::log(
        telemetry::Level::warning, telemetry::Action::security, "implausible movement", fields
    );
}

/// The rules count on the order of the route.
void arrange(std::vector<PointProgress>& points, PlayedRoute const& route) {
    std::ranges::sort(points, {}, [&](PointProgress const& progress) {
        return route.index_of(progress.point);
    });
}

UserRef user_in(RunView const& run, UserId user) {
    for (auto const& member : run.members) {
        if (member.user.id == user) return member.user;
    }
    return {};
}

} // namespace

/// One attempt on its way through the rules.
struct CheckIn::Play {
    Turn turn;
    std::shared_ptr<PlayedRoute const> route;
    std::size_t index = 0;
    Command command;

    [[nodiscard]] Point const& point() const { return route->points[index]; }

    [[nodiscard]] PointProgress& progress() { return turn.game.points[index]; }

    [[nodiscard]] Situation situation() const {
        Situation out;
        out.run = turn.game.run.id;
        out.point = &point();
        out.progress = &turn.game.points[index];
        out.last_fix = turn.last_fix;
        out.wrong_answers = turn.wrong_answers.size();
        return out;
    }
};

Task<Result<PassedView>> CheckIn::operator()(Transaction& transaction, Command command) {
    command.attempt.at = services_.clock.now();
    auto const at = command.attempt.at;
    auto turn = co_await services_.runs.lock_turn(
        transaction, command.run, command.point, command.player, at
    );
    if (!turn || !turn->game.has_member(command.player)) co_return run_not_found;
    QC_CHECK(check_turn(turn->game.run, turn->game.progress_of(command.point)));
    QC_CHECK(check_attempts(turn->wrong_answers, at));

    Play play;
    auto const quest = turn->game.run.quest;
    auto const version = turn->game.run.version;
    play.route = co_await services_.routes.get(transaction, quest, version);
    play.index = static_cast<std::size_t>(play.route->index_of(command.point));
    play.turn = *std::move(turn);
    arrange(play.turn.game.points, *play.route);
    play.command = std::move(command);
    auto const& attempt = play.command.attempt;
    QC_CHECK(require_position(play.point(), attempt));
    auto const situation = play.situation();
    QC_TRY(auto const* const place, aimed_place(situation, attempt, services_.cryptography));

    auto verdict = judge(situation, attempt, place, services_.cryptography);
    auto record = record_of(play.command, verdict);
    if (verdict.refusal) {
        warn_of(*verdict.refusal, play.command);
        co_await services_.runs.reject(transaction, std::move(record));
        co_return std::move(*verdict.refusal).and_commit();
    }
    bool const needs_review =
        play.point().answer_kind == AnswerKind::photo && play.route->shown.manual_photo_review;
    Passage const passage{play.command.player, at, needs_review};
    if (needs_review) record.status = "review";
    play.progress() = after_checkin(play.progress(), play.point(), place, passage);
    auto const id = co_await pass(transaction, play, record);
    tell(transaction, play);
    co_return co_await shown(transaction, play, std::move(record), id);
}

Task<CheckinId> CheckIn::pass(Transaction& transaction, Play& play, CheckinRecord record) {
    auto& game = play.turn.game;
    std::vector<PointProgress> changed{play.progress()};
    if (record.photo_key) co_await services_.files.link(transaction, *record.photo_key);
    if (!is_behind(play.progress())) {
        co_return co_await services_.runs.accept(
            transaction, std::move(record), std::move(changed), game.run
        );
    }
    auto const next = play.index + 1;
    if (next < game.points.size()) {
        game.points[next].state = PointState::current;
        game.run.current_point = game.points[next].point;
        changed.push_back(game.points[next]);
        co_return co_await services_.runs.accept(
            transaction, std::move(record), std::move(changed), game.run
        );
    }
    auto settlement = co_await services_.runs.settlement(transaction, game.run.id);
    game.run = SettleRun::finished(game, settlement, record.at);
    auto const id = co_await services_.runs.accept(
        transaction, std::move(record), std::move(changed), game.run
    );
    co_await services_.settle_run.pay(transaction, game, *play.route, std::move(settlement));
    co_return id;
}

/// The point, and what follows when it is behind: the next point has become current.
void CheckIn::tell(Transaction& transaction, Play const& play) const {
    auto const& game = play.turn.game;
    services_.news.point_changed(transaction, game.run.id, play.point().id);
    if (!is_behind(game.points[play.index])) return;
    if (game.run.current_point)
        services_.news.point_changed(transaction, game.run.id, *game.run.current_point);
    services_.news.run_changed(transaction, game.run.id);
}

Task<PassedView>
CheckIn::shown(Transaction& transaction, Play const& play, CheckinRecord record, CheckinId id) {
    Viewpoint const viewpoint{record.user, record.at};
    auto run = co_await services_.queries.run(&transaction, record.run, viewpoint);
    PassedView view;
    view.run = *std::move(run);
    view.point = services_.point_views.view(play.turn.game, *play.route, play.index);
    auto const user = user_in(view.run, record.user);
    if (view.point.passed_at) view.point.passed_by = user;
    view.checkin.id = id;
    view.checkin.run_id = record.run;
    view.checkin.point_id = record.point;
    view.checkin.place_id = record.place;
    view.checkin.status = record.status;
    view.checkin.distance = record.distance_m;
    view.checkin.created_at = record.at;
    if (record.photo_key) view.checkin.photo_url = services_.files.private_url(*record.photo_key);
    view.checkin.user = user;
    co_return view;
}

} // namespace qc::runs
