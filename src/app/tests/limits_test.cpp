// SPDX-License-Identifier: Apache-2.0
#include "app/limits.hpp"
#include "app/settings.hpp"
#include "contract/json.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

namespace qc::app {
namespace {

using Strings = std::vector<std::string>;

std::string object_of(std::string_view key, std::int64_t value) {
    return "{\"" + std::string(key) + "\":" + std::to_string(value) + "}";
}

Variables with_limits(std::string json) {
    return {{"DATABASE_URL", "postgresql://quest@127.0.0.1/quest"}, {"LIMITS", std::move(json)}};
}

Limits read(std::string json) {
    return read_settings(with_limits(std::move(json)), Need::database).limits;
}

/// A permitted value that is not the default.
std::int64_t other_value(LimitKey const& limit) {
    return limit.read(Limits{}) == limit.least ? limit.most : limit.least;
}

/// The burst that a rate sets too: loginPerMinutePerAddress sets loginBurst.
bool is_burst_of(std::string_view burst, std::string_view rate) {
    return burst.ends_with("Burst") && rate.starts_with(burst.substr(0, burst.size() - 5)) &&
           rate.find("Per") != std::string_view::npos;
}

TEST(Limits, ChangeTheirOwnNumberAndNoOther) {
    for (auto const& limit : all_limits()) {
        auto const value = other_value(limit);
        auto const limits = read(object_of(limit.key, value));
        for (auto const& any : all_limits()) {
            if (is_burst_of(any.key, limit.key)) continue;
            auto const expected = any.key == limit.key ? value : any.read(Limits{});
            EXPECT_EQ(any.read(limits), expected) << limit.key << " and " << any.key;
        }
    }
}

TEST(Limits, HaveDefaultsInsideTheirBounds) {
    std::set<std::string_view> keys;
    for (auto const& limit : all_limits()) {
        EXPECT_TRUE(keys.insert(limit.key).second) << limit.key << " is there twice";
        EXPECT_LE(limit.least, limit.read(Limits{})) << limit.key;
        EXPECT_GE(limit.most, limit.read(Limits{})) << limit.key;
    }
}

TEST(Limits, ReachTheStructuresOfThoseWhoObeyThem) {
    auto const limits = read(
        R"({"codeTries":3,"userPerMinute":900,"connectionsPerAddress":0,"argon2MemoryKib":20480,)"
        R"("databaseLockTimeoutMs":250,"mailBreakerFailurePercent":25,"shutdownDrainSeconds":7})"
    );
    EXPECT_EQ(limits.authentication.codes.max_attempts, 3);
    EXPECT_EQ(limits.rates.user, (resilience::Rate{900, std::chrono::seconds{60}, 120}));
    EXPECT_EQ(limits.connections.per_address, 0U);
    EXPECT_EQ(limits.argon2.memory_bytes, std::size_t{20} << 20U);
    EXPECT_EQ(limits.database.lock_timeout, std::chrono::milliseconds(250));
    EXPECT_DOUBLE_EQ(limits.mail_breaker.failure_rate, 0.25);
    EXPECT_EQ(limits.shutdown.drain, std::chrono::seconds(7));
}

TEST(Limits, LetABurstFollowItsRateUnlessItIsGiven) {
    EXPECT_EQ(read(R"({"loginPerMinutePerAddress":200})").rates.login.burst, 200U);
    auto const both = read(R"({"loginBurst":50,"loginPerMinutePerAddress":200})").rates.login;
    EXPECT_EQ(both.quota, 200U);
    EXPECT_EQ(both.burst, 50U);
}

TEST(Limits, RefuseNumbersOutsideTheBounds) {
    for (auto const& limit : all_limits()) {
        for (auto const value : {limit.least - 1, limit.most + 1}) {
            Limits limits;
            auto const problems = apply_limits(limits, object_of(limit.key, value));
            ASSERT_EQ(problems.size(), 1U) << limit.key;
            EXPECT_EQ(
                problems[0],
                "LIMITS." + std::string(limit.key) + " must be an integer from " +
                    std::to_string(limit.least) + " to " + std::to_string(limit.most)
            );
            EXPECT_EQ(limit.read(limits), limit.read(Limits{}));
        }
    }
}

TEST(Limits, RefuseWhatIsNoInteger) {
    for (auto const* value : {"5.0", "\"5\"", "null", "true", "[5]", "{}", "1e1"}) {
        Limits limits;
        EXPECT_EQ(
            apply_limits(limits, "{\"codeTries\":" + std::string(value) + "}"),
            Strings{"LIMITS.codeTries must be an integer from 1 to 10"}
        ) << value;
    }
}

TEST(Limits, RefuseWhatIsNoObject) {
    for (auto const* json : {"{", "[]", "5", "codeTries=5", "{\"codeTries\":5,}", "null"}) {
        Limits limits;
        EXPECT_EQ(
            apply_limits(limits, json),
            Strings{R"(LIMITS must be a JSON object such as {"userPerMinute": 1200})"}
        ) << json;
    }
}

TEST(Limits, RefuseAKeyGivenTwice) {
    Limits limits;
    auto const problems = apply_limits(limits, R"({"codeTries":5,"codeTries":6})");
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_TRUE(problems[0].starts_with("LIMITS.codeTries: ")) << problems[0];
}

TEST(Limits, NameEveryProblemTogetherWithThoseOfOtherSettings) {
    auto variables = with_limits(R"({"codeTries":0,"code_tries":5,"hashThreads":"two"})");
    variables.push_back({"APP_PORT", "eighty"});
    try {
        (void)read_settings(variables, Need::database);
        FAIL() << "was accepted";
    } catch (SettingsError const& error) {
        std::string const text = error.what();
        for (auto const* problem :
             {"APP_PORT must be an integer",
              "LIMITS.codeTries must be an integer from 1 to 10",
              "LIMITS.code_tries is no limit of QuestCity",
              "LIMITS.hashThreads must be an integer from 1 to 64"}) {
            EXPECT_NE(text.find(problem), std::string::npos) << problem << "\n" << text;
        }
    }
}

TEST(Limits, AreShownWithTheirDefaultAndTheirEffectiveValue) {
    auto const shown = shown_limits(with_limits(R"({"codeTries":4,"hashThreads":0})"));
    EXPECT_EQ(shown.size(), all_limits().size());
    auto const of = [&](std::string_view key) {
        return *std::ranges::find(shown, key, &ShownLimit::key);
    };
    EXPECT_EQ(of("codeTries").value, 4);
    EXPECT_EQ(of("codeTries").default_value, 5);
    EXPECT_EQ(of("hashThreads").value, 2);
    EXPECT_EQ(shown_limits({}).front().value, shown_limits({}).front().default_value);
}

TEST(Limits, AreAnObjectInTheJsonOfTheSettings) {
    auto const variables = with_limits(R"({"codeTries":4})");
    auto const json = settings_json(shown_settings(variables), shown_limits(variables));
    contract::Problems problems;
    auto const tree = contract::parse_json(json, problems);
    ASSERT_TRUE(tree && problems.empty()) << json;
    EXPECT_EQ(*tree->find("APP_PORT")->text(), "8000");
    EXPECT_EQ(*tree->find("DATABASE_URL")->text(), "***");
    EXPECT_EQ(*tree->find("LIMITS")->find("codeTries")->integer(), 4);
    EXPECT_EQ(*tree->find("LIMITS")->find("argon2Passes")->integer(), 2);
}

TEST(OperationsManual, NamesEverySettingAndEveryLimit) {
    std::ifstream file(QC_SOURCE_DIR "/docs/operations.md");
    std::string const text(std::istreambuf_iterator<char>(file), {});
    ASSERT_FALSE(text.empty());
    for (auto const& setting : shown_settings({})) {
        EXPECT_NE(text.find("`" + setting.name + "`"), std::string::npos) << setting.name;
    }
    for (auto const& limit : all_limits()) {
        auto const row = "| `" + std::string(limit.key) + "` | " +
                         std::to_string(limit.read(Limits{})) + " | " +
                         std::to_string(limit.least) + " to " + std::to_string(limit.most) + " |";
        EXPECT_NE(text.find(row), std::string::npos) << row;
    }
}

} // namespace
} // namespace qc::app
