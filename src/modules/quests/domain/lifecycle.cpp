// SPDX-License-Identifier: Apache-2.0
#include "quests/domain/lifecycle.hpp"

#include "quests/domain/place_rules.hpp"
#include "quests/domain/write_errors.hpp"

#include <algorithm>
#include <array>

namespace qc::quests {
namespace {

struct Rule {
    Step step;
    std::vector<Status> from;
    Status to;
};

Rule rule_of(Step step) {
    switch (step) {
    case Step::submit:
        return {step, {Status::draft}, Status::pending};
    case Step::publish:
        return {step, {Status::draft, Status::pending}, Status::published};
    case Step::reject:
        return {step, {Status::pending}, Status::draft};
    case Step::archive:
        return {step, {Status::published}, Status::archived};
    case Step::restore:
        return {step, {Status::archived}, Status::published};
    }
    throw std::logic_error("a step that is none");
}

std::string of_point(AuthoredPoint const& point, std::string_view text) {
    return "Point " + std::to_string(point.order) + ": " + std::string(text);
}

void add_problems(std::vector<std::string>& problems, AuthoredPoint const& point) {
    if (point.kind == ActivityKind::code && !point.type_code)
        problems.push_back(of_point(point, "The code is missing."));
    if (point.kind == ActivityKind::word && !point.type_word)
        problems.push_back(of_point(point, "The word is missing."));
    for (auto const& fault : place_faults(places_of(point)))
        problems.push_back(of_point(point, fault.text));
}

Error wrong_state(AuthoredQuest const& quest, Rule const& rule) {
    std::vector<std::string> allowed;
    for (auto const status : rule.from)
        allowed.emplace_back(status_name(status));
    return Error{&invalid_state}
        .with("state", std::string(status_name(quest.status)))
        .with("allowed", std::move(allowed));
}

} // namespace

std::vector<std::string> publish_problems(AuthoredQuest const& quest) {
    std::vector<std::string> problems;
    if (quest.points.size() < 2) problems.emplace_back("The quest needs at least 2 points.");
    for (auto const& point : quest.points)
        add_problems(problems, point);
    return problems;
}

Result<Nothing> check_publishable(AuthoredQuest const& quest) {
    auto problems = publish_problems(quest);
    if (problems.empty()) return nothing;
    return Error{&quest_not_publishable}.with("problems", std::move(problems));
}

Result<Nothing> take(AuthoredQuest& quest, Step step, Instant now) {
    auto const rule = rule_of(step);
    if (std::ranges::find(rule.from, quest.status) == rule.from.end())
        return wrong_state(quest, rule);
    if (rule.to == Status::pending || rule.to == Status::published)
        QC_CHECK_NOW(check_publishable(quest));
    quest.status = rule.to;
    if (step == Step::submit) quest.submitted_at = now;
    if (step == Step::publish) quest.published_at = now;
    if (step == Step::submit || step == Step::publish) quest.reject_reason.reset();
    return nothing;
}

std::vector<std::string> begin(AuthoredQuest& quest, Beginning const& beginning) {
    quest.status = Status::draft;
    if (beginning.wants_draft || quest.points.size() < 2) return {};
    if (!beginning.moderates) {
        quest.status = Status::pending;
        quest.submitted_at = beginning.now;
        return {};
    }
    auto problems = publish_problems(quest);
    if (!problems.empty()) return problems;
    quest.status = Status::published;
    quest.published_at = beginning.now;
    return {};
}

} // namespace qc::quests
