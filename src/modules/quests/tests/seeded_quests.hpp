// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pg/database.hpp"
#include "quests/domain/search_filters.hpp"
#include "support/fake_clock.hpp"
#include "support/sequence_random.hpp"
#include "support/test_database.hpp"
#include "support/wait.hpp"

#include <boost/asio/io_context.hpp>

#include <memory>
#include <vector>

namespace qc::test {

/// What the model knows of a quest.
struct ModelQuest {
    std::int32_t id = 0;
    std::int32_t category = 0;
    std::int16_t level = 0;
    std::int32_t place = 0;
    std::int16_t group = 0;
    std::int32_t vehicle = 0;
    std::optional<std::int16_t> timeframe;
    std::int16_t mileage = 0;
    bool subscription = false;
    std::int32_t cost = 0;
    std::int32_t pay_extra = 0;
    double rating = 0;
    std::int64_t created_us = 0;
    std::string name;
    double latitude = 0;
    double longitude = 0;
};

/// One database with the seeded data set for all tests of a binary, and all its published quests.
class SeededQuests : public RequiresDatabase {
protected:
    static void SetUpTestSuite();
    static void TearDownTestSuite();

    void SetUp() override;

    [[nodiscard]] static TestDatabase& storage();
    [[nodiscard]] static std::vector<ModelQuest> const& published();

    template <class T>
    T run(Task<T> task) {
        return wait(context_, std::move(task));
    }

    [[nodiscard]] pg::Database& database() { return *database_; }

    FakeClock clock;
    SequenceRandom random;

private:
    boost::asio::io_context context_{1};
    std::unique_ptr<pg::Database> database_;
};

/// Ids of the quests that fit, in their order: every quest is looked at.
[[nodiscard]] std::vector<std::int32_t> model_search(
    std::vector<ModelQuest> const& all,
    quests::SearchFilters const& filters,
    quests::SearchOrder order
);

} // namespace qc::test
