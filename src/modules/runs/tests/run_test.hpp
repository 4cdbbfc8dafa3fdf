// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "api_support/api.hpp"
#include "quests/quests_module.hpp"
#include "runs/runs_module.hpp"
#include "wallets/tests/fakes.hpp"
#include "wallets/wallets_module.hpp"

#include <optional>
#include <string>
#include <vector>

namespace qc::runs::test {

/// Photos are accepted as they are; "bad" is no photo.
class PhotoFiles final : public wallets::test::FakeFiles {
public:
    Task<Result<files::FieldOutcome>> accept(files::Field field) override {
        if (field.text == "bad") co_return value_error(field.where, "Invalid base64 string.");
        co_return files::FieldOutcome{"checkins/" + field.text, true};
    }
};

/// Columns of one point; it has a place at `latitude` unless that is missing.
struct PointSeed {
    std::string name;
    std::int32_t type_id = 9;
    std::optional<std::string> code = {};
    std::optional<std::string> word = {};
    std::optional<std::string> qr_secret = {};
    std::optional<std::string> file = {};
    bool is_divide = false;
    bool hidden = false;
    std::vector<double> latitudes = {};
    std::optional<std::int32_t> hint_cost = {};
};

struct QuestSeed {
    std::vector<PointSeed> points;
    std::int32_t cost = 0;
    std::int32_t reward = 0;
    bool auto_accrual = true;
    bool is_subscription = false;
    bool manual_photo_review = false;
    std::optional<UserId> author = {};
    std::optional<std::int16_t> timeframe_h = {};
    std::int16_t group = 4;
    std::string status = "published";
};

/// The modules that play together, on a real database.
class RunTest : public qc::test::ApiTest {
protected:
    void SetUp() override;

    /// Makes the module anew with other settings.
    void reveal_answers();

    [[nodiscard]] RunsModule& module() { return *runs_; }

    QuestId make_quest(QuestSeed const& seed);
    /// Two points that anybody passes from anywhere.
    QuestId simple_quest(std::int32_t reward = 0);
    std::vector<PointId> points_of(QuestId quest);

    access::Caller player(std::int32_t credits = 0);
    access::Caller staff();
    void befriend(access::Caller const& one, access::Caller const& other);
    void join(std::string const& run, access::Caller const& user);

    /// The id of a new run.
    std::string start(QuestId quest, access::Caller const& player);
    qc::test::ApiAnswer
    check_in(std::string const& run, PointId point, std::string const& more, access::Caller const&);
    /// Passes both points of a simple quest.
    void play(std::string const& run, QuestId quest, access::Caller const& player);
    qc::test::ApiAnswer
    change(std::string const& run, std::string const& verb, access::Caller const& caller);
    qc::test::ApiAnswer shown(std::string const& run, access::Caller const& caller);

    std::int64_t number(std::string const& sql);
    std::string text(std::string const& sql);
    void execute(std::string const& sql);
    std::int64_t balance_of(access::Caller const& caller);
    void sweep();
    /// Every transaction sums to 0 and every balance is the sum of its entries.
    void expect_balanced_books();

    static std::string run_path(std::string const& run) { return "/api/v1/runs/" + run; }

    static std::string start_path(QuestId quest) {
        return "/api/v1/quests/" + std::to_string(quest.value) + "/runs";
    }

    /// Members of a check-in at `latitude`, longitude -0.25.
    static std::string at(double latitude, double accuracy = 5);

    PhotoFiles files;
    wallets::test::RecordedNotices notices;
    wallets::test::RecordedSignals signals;

private:
    void serve(bool answers_revealed);

    crypto::KeyRing keys_{"an application secret of at least 32 bytes"};
    std::unique_ptr<quests::QuestsModule> quests_;
    std::unique_ptr<wallets::WalletsModule> wallets_;
    std::unique_ptr<RunsModule> runs_;
    int quest_count_ = 0;
};

} // namespace qc::runs::test
