// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mail/postgres_outbox.hpp"
#include "mail/sender.hpp"
#include "pg/rows.hpp"
#include "support/database_test.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace qc::mail {

class ScriptedTransport final : public Transport {
public:
    [[nodiscard]] Delivery deliver(Letter const& letter) override {
        letters.push_back(letter);
        if (failure) throw std::runtime_error("broken");
        if (during) during();
        return outcomes.empty() ? Delivery{} : Delivery{outcomes.at(letters.size() - 1), "451"};
    }

    std::vector<Outcome> outcomes;
    std::vector<Letter> letters;
    std::function<void()> during;
    bool failure = false;
};

class OutboxTest : public test::DatabaseTest {
protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        if (IsSkipped()) return;
        use(transport);
        OutboxServices
            services{*database, keys, clock, random, {"game@quest.example", "Quest City"}, [this] {
                         ++woken;
                     }};
        outbox = std::make_unique<PostgresOutbox>(std::move(services));
    }

    void use(Transport& with) {
        SenderServices const services{
            context.get_executor(),
            *database,
            keys,
            clock,
            with,
            pool,
            breaker,
            is_sending,
            std::chrono::seconds{90}
        };
        sender = std::make_unique<Sender>(services);
    }

    Mail mail(std::chrono::minutes life = std::chrono::minutes{10}) const {
        Mail mail;
        mail.recipient = "Ann@quest.example";
        mail.kind = "register_code";
        mail.language = "en";
        mail.subject = "Hello";
        mail.text = "Your code is 123456";
        mail.expires_at = clock.now() + life;
        return mail;
    }

    void enqueue(Mail what) { run(write(std::move(what))); }

    Task<void> write(Mail what) {
        auto transaction = co_await database->begin();
        co_await outbox->enqueue(*transaction, std::move(what));
        co_await transaction->commit();
    }

    Task<void> write_and_abandon(Mail what) {
        auto transaction = co_await database->begin();
        co_await outbox->enqueue(*transaction, std::move(what));
    }

    std::string state() {
        auto session = storage->session();
        return pg::only_row<std::string>(session.run(
            "select concat_ws(' ', attempts, sent_at is not null, failed_at is not null,"
            " length(message) > 0, last_error) from mail_outbox"
        ));
    }

    std::int64_t rows() {
        auto session = storage->session();
        return pg::only_row<std::int64_t>(session.run("select count(*) from mail_outbox"));
    }

    crypto::KeyRing keys{"a secret of at least thirty-two bytes"};
    blocking::BlockingPool pool{clock, {.threads = 1}};
    resilience::CircuitBreaker breaker{"mail", {}, clock, random};
    std::atomic<bool> is_sending = false;
    ScriptedTransport transport;
    std::unique_ptr<PostgresOutbox> outbox;
    std::unique_ptr<Sender> sender;
    int woken = 0;
};

} // namespace qc::mail
