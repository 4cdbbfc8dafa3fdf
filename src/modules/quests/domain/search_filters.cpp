// SPDX-License-Identifier: Apache-2.0
#include "quests/domain/search_filters.hpp"

#include <algorithm>
#include <charconv>

namespace qc::quests {
namespace {

template <class T>
std::int64_t number_of(T value) {
    if constexpr (requires { value.value; }) {
        return value.value;
    } else {
        return static_cast<std::int64_t>(value);
    }
}

class Canonical {
public:
    template <class T>
    void list(std::string_view name, std::vector<T> const& values) {
        std::vector<std::int64_t> numbers;
        for (auto const& value : values)
            numbers.push_back(number_of(value));
        std::ranges::sort(numbers);
        auto const repeated = std::ranges::unique(numbers);
        numbers.erase(repeated.begin(), repeated.end());
        for (auto const number : numbers)
            pair(name, std::to_string(number));
    }

    void pair(std::string_view name, std::string_view value) {
        out_ += name;
        out_ += '=';
        out_ += value;
        out_ += '\n';
    }

    template <class T>
    void number(std::string_view name, std::optional<T> value) {
        if (!value) return;
        std::array<char, 32> digits{};
        auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), *value).ptr;
        pair(name, {digits.data(), end});
    }

    void flag(std::string_view name, std::optional<bool> value) {
        if (value) pair(name, *value ? "1" : "0");
    }

    [[nodiscard]] std::string take() && { return std::move(out_); }

private:
    std::string out_;
};

} // namespace

std::string canonical(SearchFilters const& filters) {
    Canonical out;
    if (filters.text) out.pair("q", *filters.text);
    out.list("category", filters.categories);
    out.list("level", filters.levels);
    out.list("place", filters.places);
    out.list("group", filters.groups);
    out.list("vehicle", filters.vehicles);
    out.list("timeframe", filters.timeframes);
    if (filters.unlimited) out.flag("unlimited", true);
    out.list("mileage", filters.mileages);
    out.flag("subscription", filters.is_subscription);
    out.number("cost_min", filters.cost_min);
    out.number("cost_max", filters.cost_max);
    out.flag("free", filters.free);
    out.number("rating_min", filters.rating_min);
    if (filters.near) {
        out.number("latitude", std::optional(filters.near->latitude));
        out.number("longitude", std::optional(filters.near->longitude));
        out.number("radius", std::optional(filters.near->radius_m));
    }
    if (filters.status) out.pair("status", status_name(*filters.status));
    if (filters.any_status) out.flag("any", true);
    if (filters.author) out.pair("author", filters.author->text());
    return std::move(out).take();
}

} // namespace qc::quests
