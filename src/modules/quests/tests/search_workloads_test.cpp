// SPDX-License-Identifier: Apache-2.0
#include "pg/rows.hpp"
#include "quests/application/search_cursor.hpp"
#include "quests/postgres/search.hpp"
#include "quests/postgres/search_statements.hpp"
#include "seed/words.hpp"
#include "seeded_quests.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace qc::quests {
namespace {

using Direction = quests::Direction;

std::string literals(pg::Parameters const& parameters) {
    std::string out;
    for (auto const& slot : parameters.slots()) {
        if (!out.empty()) out += ", ";
        if (slot.null) {
            out += "null";
            continue;
        }
        out += '\'';
        for (char const c : std::string_view(parameters.at(slot)))
            out += c == '\'' ? "''" : std::string(1, c);
        out += '\'';
    }
    return out;
}

SearchRange first_page(SearchOrder order, std::int64_t offset = 0) {
    return {order, offset, 21, std::nullopt};
}

constexpr SearchOrder newest{SortKey::created, Direction::desc};
constexpr SearchOrder cheapest{SortKey::cost, Direction::asc};
constexpr SearchOrder best{SortKey::relevance, Direction::desc};

class SearchWorkloads : public test::SeededQuests {
protected:
    std::string plan(pg::Query const& query, std::string const& mode) {
        auto session = storage().session();
        session.run_script("set plan_cache_mode = " + mode);
        session.run_script("prepare w as " + std::string(query.statement->text));
        std::string out;
        auto const values = literals(query.parameters);
        auto const explain = "explain execute w" + (values.empty() ? "" : "(" + values + ")");
        for (auto const& line : pg::rows_as<std::string>(session.run(explain)))
            out += line + '\n';
        return out;
    }

    void expect_index(SearchFilters const& filters, SearchRange const& range, std::string index) {
        ComposedStatements statements;
        for (std::string const mode : {"force_custom_plan", "force_generic_plan"}) {
            auto const text = plan(find_statement(statements, filters, range), mode);
            EXPECT_NE(text.find(index), std::string::npos) << mode << '\n' << text;
            EXPECT_EQ(text.find("Seq Scan on quest"), std::string::npos) << mode << '\n' << text;
            auto const total = plan(bounded_count_statement(statements, filters), mode);
            EXPECT_EQ(total.find("Seq Scan on quest"), std::string::npos) << mode << '\n' << total;
        }
    }

    std::vector<std::int32_t> ids(SearchFilters const& filters, SearchRange range) {
        PostgresSearch search(database());
        auto const found = run(search.find(filters, std::move(range), false));
        std::vector<std::int32_t> out;
        for (auto const& item : found.items)
            out.push_back(item.id.value);
        return out;
    }

    void expect_model(SearchFilters const& filters, SearchOrder order, std::int64_t offset = 0) {
        auto expected = model_search(published(), filters, order);
        auto const total = static_cast<std::int64_t>(expected.size());
        expected.erase(expected.begin(), expected.begin() + std::min(offset, total));
        expected.resize(std::min<std::size_t>(expected.size(), 21));
        EXPECT_EQ(ids(filters, first_page(order, offset)), expected) << canonical(filters);
        PostgresSearch search(database());
        EXPECT_EQ(run(search.count(filters)), total) << canonical(filters);
        auto const bounded = run(search.find(filters, first_page(order), true)).counted;
        EXPECT_EQ(bounded, std::min(total, counted_total + 1)) << canonical(filters);
    }
};

TEST_F(SearchWorkloads, ServesCostFromItsIndex) {
    SearchFilters range;
    range.cost_min = 1000;
    range.cost_max = 1500;
    expect_index({}, first_page(cheapest), "idx_quest_cost");
    expect_index(range, first_page(cheapest), "idx_quest_cost");
    expect_model({}, cheapest);
    expect_model(range, cheapest);
    expect_model(range, newest);
}

TEST_F(SearchWorkloads, ServesComplexFiltersFromTheirIndex) {
    bench::SplitMix64 random(7);
    for (int i = 0; i < 20; ++i) {
        SearchFilters filters;
        filters.categories.push_back({static_cast<std::int32_t>(random.between(1, 12))});
        filters.levels.push_back(static_cast<Level>(random.between(1, 3)));
        filters.places.push_back({static_cast<std::int32_t>(random.between(1, 15))});
        filters.groups.push_back(static_cast<GroupSize>(random.between(1, 4)));
        if (i == 0) expect_index(filters, first_page(newest), "idx_quest_complex_search");
        expect_model(filters, newest);
    }
}

TEST_F(SearchWorkloads, ServesCategoryAndLevelFromTheirIndex) {
    for (std::int32_t category = 1; category <= 12; ++category) {
        SearchFilters filters;
        filters.categories.push_back({category});
        filters.levels.push_back(Level::hard);
        expect_index(filters, first_page(newest), "idx_quest_category_level");
        expect_model(filters, newest);
    }
}

TEST_F(SearchWorkloads, ServesTimeframeAndMileageFromTheirIndex) {
    for (auto const timeframe : timeframes) {
        for (auto const& [mileage, name] : mileage_names) {
            SearchFilters filters;
            filters.timeframes.push_back(timeframe);
            filters.mileages.push_back(mileage);
            expect_index(filters, first_page(newest), "idx_quest_timeframe");
            expect_model(filters, newest);
        }
    }
}

TEST_F(SearchWorkloads, ServesSubscriptionFromItsIndex) {
    SearchFilters filters;
    filters.is_subscription = true;
    for (std::int64_t page = 0; page < 5; ++page) {
        SearchRange const range{cheapest, page * 20, 20, std::nullopt};
        expect_index(filters, range, "idx_quest_subscription");
        expect_model(filters, cheapest, page * 20);
    }
}

TEST_F(SearchWorkloads, ServesWordsFromTheTextIndex) {
    for (std::string const text :
         {"'lighthouse':*", "'кремль' & 'часовня':*", "'крем':*", "'labyrinth':*"}) {
        SearchFilters filters;
        filters.text = text;
        expect_index(filters, first_page(best), "idx_quest_fulltext_search");
        auto session = storage().session();
        session.run_script("set enable_bitmapscan = off; set enable_indexscan = off;");
        auto const model = pg::rows_as<std::int32_t>(session.run(
            R"(select id from (
                select id, ts_rank_cd(search_tsv, to_tsquery('russian', $1)) as rank from quest
                where status = 'published' and search_tsv @@ to_tsquery('russian', $1)
                order by created_at desc, id desc limit 1000
            ) m order by rank desc, id desc limit 21)",
            pg::parameters(text)
        ));
        EXPECT_FALSE(model.empty());
        EXPECT_EQ(ids(filters, first_page(best)), model) << text;
    }
}

TEST_F(SearchWorkloads, FindsQueryWordsAsOftenAsTheSeedHasThem) {
    for (auto const& [word, frequency] : bench::query_words()) {
        SearchFilters filters;
        filters.text = "'" + std::string(word) + "':*";
        PostgresSearch search(database());
        auto const count = static_cast<double>(run(search.count(filters)));
        EXPECT_NEAR(count / 20'000, frequency, frequency * 0.6) << word;
    }
}

TEST_F(SearchWorkloads, AgreesWithTheModelOnAnyCombination) {
    bench::SplitMix64 random(11);
    for (int i = 0; i < 120; ++i) {
        SearchFilters filters;
        if (random.chance(0.3)) filters.categories = {{1}, {3}};
        if (random.chance(0.3)) filters.categories = {{2}};
        if (random.chance(0.3)) filters.levels = {Level::easy, Level::hard};
        if (random.chance(0.3)) filters.places = {{1}};
        if (random.chance(0.3)) filters.groups = {GroupSize::two};
        if (random.chance(0.2)) filters.vehicles = {{1}};
        if (random.chance(0.2)) filters.vehicles = {{2}, {5}};
        if (random.chance(0.2)) filters.timeframes = {Timeframe::day, Timeframe::one_hour};
        if (random.chance(0.2)) filters.timeframes = {Timeframe::ten_hours};
        filters.unlimited = random.chance(0.2);
        if (random.chance(0.2)) filters.mileages = {Mileage::over_100};
        if (random.chance(0.2)) filters.is_subscription = random.chance(0.5);
        if (random.chance(0.2)) filters.cost_min = 500;
        if (random.chance(0.2)) filters.cost_max = 2500;
        if (random.chance(0.2)) filters.free = random.chance(0.5);
        if (random.chance(0.2)) filters.rating_min = 3.5;
        if (random.chance(0.2)) filters.near = SearchArea{55.75, 37.6, 8000};
        auto const key = static_cast<SortKey>(random.between(0, 3));
        expect_model(filters, {key, random.chance(0.5) ? Direction::asc : Direction::desc});
    }
}

TEST_F(SearchWorkloads, ContinuesEveryOrderBehindARow) {
    for (auto const key : {SortKey::created, SortKey::cost, SortKey::rating, SortKey::name}) {
        for (auto const direction : {Direction::asc, Direction::desc}) {
            SearchOrder const order{key, direction};
            auto const expected = model_search(published(), {}, order);
            PostgresSearch search(database());
            auto const page = run(search.find({}, first_page(order), false));
            auto const& last = page.items.back();
            auto range = first_page(order);
            range.after = position_of(key, last);
            std::vector<std::int32_t> const next(expected.begin() + 21, expected.begin() + 42);
            EXPECT_EQ(ids({}, std::move(range)), next) << static_cast<int>(key);
            EXPECT_EQ(
                ids({}, first_page(order, 5000)),
                std::vector<std::int32_t>(expected.begin() + 5000, expected.begin() + 5021)
            );
        }
    }
}

TEST_F(SearchWorkloads, OrdersByTrueDistanceFromThePlaceIndex) {
    for (double const radius_m : {500.0, 5000.0, 50000.0}) {
        SearchFilters filters;
        filters.near = SearchArea{59.93, 30.33, radius_m};
        SearchOrder const nearest{SortKey::distance, Direction::asc};
        expect_index(filters, first_page(nearest), "idx_quest_start");
        expect_model(filters, nearest);
        expect_model(filters, {SortKey::distance, Direction::desc});
        expect_model(filters, nearest, 40);
    }
}

TEST_F(SearchWorkloads, EstimatesWithoutReadingRows) {
    PostgresSearch search(database());
    auto const estimate = run(search.estimate({}));
    EXPECT_NEAR(static_cast<double>(estimate), 20'000, 2'000);
}

} // namespace
} // namespace qc::quests
