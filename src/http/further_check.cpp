// SPDX-License-Identifier: Apache-2.0
#include "http/further_check.hpp"

#include <algorithm>

namespace qc::http {
namespace {

std::string const* key_of(Problem const& problem) {
    return problem.where.size() > 1 ? std::get_if<std::string>(&problem.where[1]) : nullptr;
}

std::uint32_t position_of(contract::Json const& body, Problem const& problem) {
    auto const* const key = key_of(problem);
    auto const* const found = key ? body.find(*key) : nullptr;
    return found ? found->order() : body.end_order();
}

Error with_further_problems(Error error, Request const& request, FurtherCheck const& further) {
    contract::Problems reported_already;
    auto const body = contract::parse_body(request.body, reported_already);
    auto const* const field = body ? body->find(further.field) : nullptr;
    auto const says_enough = [&further](Problem const& problem) {
        auto const* const key = key_of(problem);
        return !key || key->starts_with(further.family);
    };
    if (!field || std::ranges::any_of(error.problems, says_enough)) return error;
    auto const checked = further.check(*body);
    if (checked) return error;
    auto& all = error.problems;
    auto const after = std::ranges::find_if(all, [&](Problem const& problem) {
        return position_of(*body, problem) > field->order();
    });
    auto const& found = checked.error().problems;
    all.insert(after, found.begin(), found.end());
    if (all.size() > contract::Problems::max_kept) all.resize(contract::Problems::max_kept);
    return error;
}

} // namespace

std::string text_in(contract::Json const& body, std::string_view key) {
    auto const* const found = body.find(key);
    auto const* const text = found ? found->text() : nullptr;
    return text ? *text : std::string();
}

void tell_all_problems(Route& route, FurtherCheck further) {
    route.handler = [inner = std::move(route.handler), further = std::move(further)](
                        Request const& request, RouteContext& context
                    ) -> Task<Result<Response>> {
        auto answer = co_await inner(request, context);
        if (answer || !answer.error().is(validation_error)) co_return answer;
        co_return with_further_problems(std::move(answer.error()), request, further);
    };
}

} // namespace qc::http
