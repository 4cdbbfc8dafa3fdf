// SPDX-License-Identifier: Apache-2.0
#include "app/limits.hpp"

#include "contract/json.hpp"

#include <algorithm>

namespace qc::app {
namespace {

std::string problem_text(Problem const& problem) {
    std::string text;
    for (auto const& step : problem.where) {
        if (!text.empty()) text += '.';
        auto const* const name = std::get_if<std::string>(&step);
        text += name != nullptr ? *name : std::to_string(std::get<std::int64_t>(step));
    }
    return text + ": " + problem.message;
}

/// What is wrong with one member, or nothing when it is applied.
std::string apply_member(Limits& limits, LimitKey const& limit, contract::Json const& value) {
    auto const* const number = value.integer();
    if (number != nullptr && *number >= limit.least && *number <= limit.most) {
        limit.write(limits, *number);
        return {};
    }
    return "LIMITS." + std::string(limit.key) + " must be an integer from " +
           std::to_string(limit.least) + " to " + std::to_string(limit.most);
}

bool is_known(std::string_view key) {
    return std::ranges::any_of(all_limits(), [&](LimitKey const& limit) {
        return limit.key == key;
    });
}

} // namespace

std::vector<std::string> apply_limits(Limits& limits, std::string_view json) {
    contract::Problems syntax;
    auto const tree = contract::parse_json(json, syntax, {.root = "LIMITS"});
    if (!tree || tree->object() == nullptr) {
        return {R"(LIMITS must be a JSON object such as {"userPerMinute": 1200})"};
    }
    std::vector<std::string> problems;
    for (auto const& problem : syntax.list())
        problems.push_back(problem_text(problem));
    for (auto const& member : *tree->object()) {
        if (is_known(member.key)) continue;
        problems.push_back(
            "LIMITS." + member.key + " is no limit of QuestCity; `questcity config` lists them"
        );
    }
    // In the order of the table, so that a burst wins over what its rate made of it.
    for (auto const& limit : all_limits()) {
        auto const* const value = tree->find(limit.key);
        if (value == nullptr || value->is_refused()) continue;
        auto problem = apply_member(limits, limit, *value);
        if (!problem.empty()) problems.push_back(std::move(problem));
    }
    return problems;
}

} // namespace qc::app
