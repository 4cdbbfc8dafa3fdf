// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "api_support/api.hpp"
#include "wallets/tests/fakes.hpp"
#include "wallets/wallets_module.hpp"

#include <boost/json/value.hpp>

namespace qc::wallets::test {

/// The module on a real database, with quests that the test offers.
class WalletTest : public qc::test::ApiTest {
protected:
    static constexpr std::int32_t subscription_price = 15;

    void SetUp() override {
        ApiTest::SetUp();
        if (IsSkipped()) return;
        module_ = std::make_unique<WalletsModule>(WalletsServices{
            api().database(),
            api().clock(),
            files,
            quests,
            notices,
            api().audit().facade(),
            signals,
            subscription_price
        });
        http::Routes routes;
        module_->add_routes(routes);
        api().serve(std::move(routes));
    }

    [[nodiscard]] WalletsModule& module() { return *module_; }

    [[nodiscard]] Wallets& wallets() { return module_->facade(); }

    /// A player whose credits stand in the ledger.
    access::Caller player(std::int32_t credits) {
        auto const caller = api().make_user();
        if (credits > 0) give(caller.user, credits);
        return caller;
    }

    access::Caller admin() {
        qc::test::Api::Account account;
        account.role = 2;
        return api().make_user(account);
    }

    void give(UserId user, std::int32_t credits) {
        Movement movement;
        movement.user = user;
        movement.kind = "opening";
        movement.amount = credits;
        movement.description = "Opening";
        ASSERT_TRUE(api().run(moved(std::move(movement))));
    }

    QuestId offer(quests::Price price, std::string const& status = "published") {
        auto session = api().session();
        auto const name = "Quest " + std::to_string(++quests_);
        auto const id = insert_quest(session, name);
        quests.offers[id] = quests::Offer{id, name, status, price, std::nullopt};
        return id;
    }

    std::string purchase_path(QuestId quest) {
        return "/api/v1/quests/" + std::to_string(quest.value) + "/purchase";
    }

    std::int64_t count(std::string const& sql) {
        auto session = api().session();
        return pg::only_row<std::int64_t>(session.run(sql));
    }

    std::int64_t balance_of(access::Caller const& caller) {
        auto session = api().session();
        auto const rows = session.run(
            "select p.credits::bigint from profile p join \"user\" u on u.profile_id = p.id "
            "where u.id = $1",
            pg::parameters(caller.user)
        );
        return pg::only_row<std::int64_t>(rows);
    }

    /// Every transaction sums to 0 and every balance is the sum of its entries.
    void expect_balanced_books() {
        EXPECT_EQ(
            count("select count(*) from (select 1 from wallet_entry group by transaction_id "
                  "having sum(amount) <> 0 or count(*) <> 2) x"),
            0
        );
        EXPECT_EQ(
            count("select count(*) from profile p where p.credits <> coalesce((select sum(amount) "
                  "from wallet_entry e where e.profile_id = p.id), 0)"),
            0
        );
    }

    Task<Result<Entry>> moved(Movement movement) {
        auto const transaction = co_await api().database().begin();
        QC_TRY(auto const entry, co_await wallets().move(*transaction, std::move(movement)));
        co_await transaction->commit();
        co_return entry;
    }

    Task<Result<std::optional<Entry>>> rewarded(Movement movement) {
        auto const transaction = co_await api().database().begin();
        QC_TRY(auto const entry, co_await wallets().reward(*transaction, std::move(movement)));
        co_await transaction->commit();
        co_return entry;
    }

    Task<Right> right_of(UserId user, QuestId quest) {
        auto const transaction = co_await api().database().begin();
        auto const now = api().clock().now();
        co_return co_await wallets().right(*transaction, user, quest, now);
    }

    FakeFiles files;
    OfferedQuests quests;
    RecordedNotices notices;
    RecordedSignals signals;

private:
    std::unique_ptr<WalletsModule> module_;
    int quests_ = 0;
};

} // namespace qc::wallets::test
