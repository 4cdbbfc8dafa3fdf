// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "api_support/api.hpp"
#include "friends/friends_module.hpp"
#include "mail/postgres_outbox.hpp"
#include "pg/rows.hpp"
#include "users/users_module.hpp"

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace qc::friends::test {

/// URLs show the key; nothing is stored.
class NamedFiles final : public files::Files {
public:
    Task<Result<files::StoredFile>> store(files::Upload) override { throw unused(); }

    Task<Result<files::FieldOutcome>> accept(files::Field) override { throw unused(); }

    Task<void> link(Transaction&, std::string) override { throw unused(); }

    Task<void> unlink(Transaction&, std::string) override { throw unused(); }

    std::string public_url(std::string_view key) const override {
        return "https://files.example/" + std::string(key);
    }

    std::string private_url(std::string_view) const override { throw unused(); }

private:
    static std::logic_error unused() { return std::logic_error("friends store no files"); }
};

/// What was told in transactions that committed.
class RecordedNotices final : public notifications::Notifications {
public:
    Task<void> notify(Transaction& transaction, notifications::Notice notice) override {
        transaction.on_commit([this, notice] { sent.push_back(notice); });
        co_return;
    }

    std::vector<notifications::Notice> sent;
};

class RecordedSignals final : public live::Signals {
public:
    void publish(live::Signal signal) noexcept override { sent.push_back(signal); }

    std::vector<live::Signal> sent;
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
class FriendsTest : public qc::test::ApiTest {
protected:
    void SetUp() override;

    /// Before the first request.
    FriendSettings settings;

    /// Makes the module with `settings` and serves its routes.
    void start();

    /// An active, verified player with this user name.
    access::Caller player(std::string const& username, std::int16_t role = 0);

    qc::test::ApiAnswer ask(access::Caller const& from, access::Caller const& to);
    /// The request between the two in that direction.
    FriendRequestId request_of(access::Caller const& from, access::Caller const& to);
    qc::test::ApiAnswer
    answer(access::Caller const& reader, FriendRequestId id, std::string const& status);
    void befriend(access::Caller const& one, access::Caller const& other);

    void run_sql(std::string const& text) { api().session().run_script(text); }

    void run_sql(std::string const& text, UserId user) {
        api().session().run(text, pg::parameters(user));
    }

    std::int64_t number(std::string const& query);
    /// Rows of friend between the two: 0 or 2.
    std::int64_t friend_rows(access::Caller const& one, access::Caller const& other);

    [[nodiscard]] FriendsModule& module() { return *module_; }

    [[nodiscard]] users::Users& users() { return users_->facade(); }

    [[nodiscard]] WatchedOutbox& outbox() { return *outbox_; }

    NamedFiles files;
    RecordedNotices notices;
    RecordedSignals signals;

private:
    crypto::KeyRing keys_{"an application secret of at least 32 bytes"};
    std::unique_ptr<WatchedOutbox> outbox_;
    std::unique_ptr<users::UsersModule> users_;
    std::unique_ptr<FriendsModule> module_;
};

[[nodiscard]] std::string text_at(qc::test::ApiAnswer const& answer, std::string_view pointer);
/// The texts at `pointer` of every item of a page.
[[nodiscard]] std::vector<std::string>
texts_of(qc::test::ApiAnswer const& page, std::string_view pointer);

} // namespace qc::friends::test
