// SPDX-License-Identifier: Apache-2.0
#include "runs/domain/check_in.hpp"

#include "runs/domain/errors.hpp"

#include <algorithm>
#include <limits>

namespace qc::runs {
namespace {

Fix fix_of(Attempt const& attempt) {
    Position const position{attempt.latitude.value_or(0), attempt.longitude.value_or(0)};
    return {position, attempt.accuracy_m.value_or(0)};
}

void require(std::optional<double> const& value, char const* key, std::vector<Problem>& problems) {
    if (value) return;
    Problem problem;
    problem.where = {std::string("body"), std::string(key)};
    problem.message = "Field required";
    problem.type = "missing";
    problems.push_back(std::move(problem));
}

Result<Place const*> named_place(Situation const& situation, PlaceSettingsId id) {
    auto const& places = situation.point->places;
    auto const found = std::ranges::find(places, id, &Place::id);
    if (found == places.end()) {
        return Error{&point_not_found}.saying("The point has no place with this id.");
    }
    if (is_collected(*situation.progress, *found)) {
        return Error{&point_already_passed}.saying("The part of this place is collected.");
    }
    return &*found;
}

bool is_plausible(LastFix const& last, Fix const& fix, Instant at) {
    auto const way_m = std::max(
        0.0, distance_m(last.fix.position, fix.position) - last.fix.accuracy_m - fix.accuracy_m
    );
    auto const time_s = std::max(1.0, std::chrono::duration<double>(at - last.at).count());
    return way_m / time_s <= max_speed_m_per_s;
}

std::optional<Error> position_refusal(
    Situation const& situation, Attempt const& attempt, Place const& place, double away_m
) {
    auto const fix = fix_of(attempt);
    if (fix.accuracy_m > max_accuracy_m) {
        return Error{&checkin_accuracy_too_low}
            .with("accuracy", fix.accuracy_m)
            .with("max", max_accuracy_m);
    }
    if (situation.last_fix && !is_plausible(*situation.last_fix, fix, attempt.at)) {
        return Error{&checkin_implausible};
    }
    auto const allowed_m = allowed_distance_m(place, fix.accuracy_m);
    if (away_m <= allowed_m) return std::nullopt;
    return Error{&checkin_out_of_range}
        .with("distance", away_m)
        .with("allowed", allowed_m)
        .with("accuracy", fix.accuracy_m);
}

std::optional<Error>
answer_refusal(Situation const& situation, Answer const& answer, Cryptography const& cryptography) {
    auto const& point = *situation.point;
    auto const id = std::int64_t{point.id.value};
    switch (check_answer(point, answer, cryptography)) {
    case AnswerOutcome::right:
        break;
    case AnswerOutcome::missing:
        return Error{&answer_required}
            .with("pointId", id)
            .with("answerKind", std::string(name_of(point.answer_kind)));
    case AnswerOutcome::wrong: {
        auto const left =
            max_wrong_answers - std::min(max_wrong_answers, situation.wrong_answers + 1);
        return Error{&wrong_answer}
            .with("pointId", id)
            .with("attemptsLeft", static_cast<std::int64_t>(left));
    }
    }
    return std::nullopt;
}

} // namespace

Result<Nothing> check_turn(Run const& run, PointProgress const* progress) {
    QC_CHECK_NOW(require_active(run));
    if (progress == nullptr) return point_not_found;
    if (is_behind(*progress)) return point_already_passed;
    if (progress->state == PointState::current) return nothing;
    Error refusal{&checkin_out_of_order};
    if (run.current_point) {
        refusal.details.emplace_back("currentPointId", std::int64_t{run.current_point->value});
    }
    return refusal;
}

Result<Nothing> check_attempts(std::vector<Instant> const& wrong, Instant now) {
    if (wrong.size() < max_wrong_answers) return nothing;
    auto const oldest = wrong[wrong.size() - max_wrong_answers];
    auto const wait = std::chrono::ceil<std::chrono::seconds>(oldest + wrong_answer_window - now);
    Error refusal{&too_many_attempts};
    refusal.retry_after = std::max(std::chrono::seconds{1}, wait);
    return refusal;
}

Result<Nothing> require_position(Point const& point, Attempt const& attempt) {
    if (point.places.empty()) return nothing;
    std::vector<Problem> problems;
    require(attempt.latitude, "latitude", problems);
    require(attempt.longitude, "longitude", problems);
    require(attempt.accuracy_m, "accuracy", problems);
    if (problems.empty()) return nothing;
    return invalid_input(std::move(problems));
}

Result<Place const*>
aimed_place(Situation const& situation, Attempt const& attempt, Cryptography const& cryptography) {
    if (situation.point->places.empty()) return nullptr;
    if (attempt.place) return named_place(situation, *attempt.place);
    auto const here = fix_of(attempt).position;
    Place const* nearest = nullptr;
    auto shortest_m = std::numeric_limits<double>::infinity();
    for (auto const& place : situation.point->places) {
        if (is_collected(*situation.progress, place)) continue;
        auto const away_m = distance_m(here, target_of(situation.run, place, cryptography));
        if (away_m >= shortest_m) continue;
        shortest_m = away_m;
        nearest = &place;
    }
    return nearest;
}

Verdict judge(
    Situation const& situation,
    Attempt const& attempt,
    Place const* place,
    Cryptography const& cryptography
) {
    Verdict verdict;
    verdict.place = place;
    if (place != nullptr) {
        auto const target = target_of(situation.run, *place, cryptography);
        verdict.distance_m = distance_m(fix_of(attempt).position, target);
        verdict.refusal = position_refusal(situation, attempt, *place, *verdict.distance_m);
    }
    if (!verdict.refusal) verdict.refusal = answer_refusal(situation, attempt.answer, cryptography);
    return verdict;
}

double allowed_distance_m(Place const& place, double accuracy_m) {
    return place.detections_radius_m + place.interaction_inaccuracy_m +
           std::min(accuracy_m, max_counted_accuracy_m);
}

} // namespace qc::runs
