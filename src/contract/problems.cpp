// SPDX-License-Identifier: Apache-2.0
#include "contract/problems.hpp"

#include <algorithm>
#include <tuple>

namespace qc::contract {

std::vector<PlaceStep> Place::steps() const {
    std::vector<PlaceStep> out;
    for (auto const* place = this; place != nullptr; place = place->parent_) {
        if (auto const* name = std::get_if<std::string_view>(&place->step_)) {
            out.emplace_back(std::string(*name));
        } else {
            out.emplace_back(std::get<std::int64_t>(place->step_));
        }
    }
    std::reverse(out.begin(), out.end());
    return out;
}

void Problems::add(Problem problem, std::uint32_t order) {
    ++count_;
    Entry entry{source_, order, std::move(problem)};
    auto const position = std::upper_bound(
        entries_.begin(),
        entries_.end(),
        entry,
        [](Entry const& left, Entry const& right) {
            return std::tie(left.source, left.order) < std::tie(right.source, right.order);
        }
    );
    entries_.insert(position, std::move(entry));
    if (entries_.size() > max_kept) entries_.pop_back();
}

std::vector<Problem> Problems::list() const {
    std::vector<Problem> out;
    out.reserve(entries_.size());
    for (auto const& entry : entries_)
        out.push_back(entry.problem);
    return out;
}

} // namespace qc::contract
