// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "api_support/api.hpp"
#include "files/files.hpp"
#include "mail/postgres_outbox.hpp"
#include "pg/rows.hpp"
#include "unlock_requests/unlock_requests_module.hpp"
#include "users/users_module.hpp"

#include <boost/json/value.hpp>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace qc::unlock_requests::test {

class NoFiles final : public files::Files {
public:
    Task<Result<files::StoredFile>> store(files::Upload) override { throw unused(); }

    Task<Result<files::FieldOutcome>> accept(files::Field) override { throw unused(); }

    Task<void> link(Transaction&, std::string) override { throw unused(); }

    Task<void> unlink(Transaction&, std::string) override { throw unused(); }

    std::string public_url(std::string_view) const override { throw unused(); }

    std::string private_url(std::string_view) const override { throw unused(); }

private:
    static std::logic_error unused() { return std::logic_error("unlocking needs no files"); }
};

/// What was recorded in transactions that committed.
class RecordedAudit final : public audit::Audit {
public:
    Task<void> record(Transaction& transaction, audit::Act act) override {
        transaction.on_commit([this, act] { acts.push_back(act); });
        co_return;
    }

    void note(audit::Act) noexcept override { ++noted; }

    std::vector<audit::Act> acts;
    int noted = 0;
};

/// The real outbox, and what it was given.
class WatchedOutbox final : public mail::Outbox {
public:
    explicit WatchedOutbox(mail::OutboxServices services) : outbox_(std::move(services)) {}

    Task<void> enqueue(Transaction& transaction, mail::Mail mail) override {
        transaction.on_commit([this, mail] { sent.push_back(mail); });
        co_await outbox_.enqueue(transaction, std::move(mail));
    }

    std::vector<mail::Mail> sent;

private:
    mail::PostgresOutbox outbox_;
};

/// The module on a real database with real accounts and a real outbox.
class UnlockTest : public qc::test::ApiTest {
protected:
    static constexpr auto path = "/api/v1/unlock_requests";

    void SetUp() override;

    /// Makes the module and serves its routes.
    void start(bool conceal_accounts);

    /// A user who is locked out, with the address <username>@example.org.
    UserId locked_user(std::string const& username);

    access::Caller admin();

    qc::test::ApiAnswer submit(std::string const& username, std::string const& reason = "Mistake");
    /// The newest request; fails the test when there is none.
    std::int64_t newest();
    qc::test::ApiAnswer
    decide(std::int64_t id, std::string const& status, access::Caller const& staff);

    void run_sql(std::string const& text) { api().session().run_script(text); }

    std::int64_t number(std::string const& query);
    bool is_active(UserId user);

    [[nodiscard]] users::Users& users() { return users_->facade(); }

    [[nodiscard]] WatchedOutbox& outbox() { return *outbox_; }

    RecordedAudit audit;

private:
    crypto::KeyRing keys_{"an application secret of at least 32 bytes"};
    NoFiles files_;
    std::unique_ptr<WatchedOutbox> outbox_;
    std::unique_ptr<users::UsersModule> users_;
    std::unique_ptr<UnlockRequestsModule> module_;
};

[[nodiscard]] std::string text_at(qc::test::ApiAnswer const& answer, std::string_view pointer);
/// The texts at `pointer` of every item of a page.
[[nodiscard]] std::vector<std::string>
texts_of(qc::test::ApiAnswer const& page, std::string_view pointer);

} // namespace qc::unlock_requests::test
