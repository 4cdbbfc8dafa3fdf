// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/audit.hpp"
#include "files/files.hpp"
#include "live/signals.hpp"
#include "mail/postgres_outbox.hpp"
#include "notifications/notifications.hpp"

#include <stdexcept>
#include <string>
#include <vector>

namespace qc::test {

/// URLs show the key; nothing is stored.
class LinkedFiles final : public files::Files {
public:
    explicit LinkedFiles(std::string root = "https://files.example/") : root_(std::move(root)) {}

    Task<Result<files::StoredFile>> store(files::Upload) override { throw unused(); }

    Task<Result<files::FieldOutcome>> accept(files::Field) override { throw unused(); }

    Task<void> link(Transaction&, std::string) override { throw unused(); }

    Task<void> unlink(Transaction&, std::string) override { throw unused(); }

    std::string public_url(std::string_view key) const override { return root_ + std::string(key); }

    std::string private_url(std::string_view) const override { throw unused(); }

private:
    static std::logic_error unused() { return std::logic_error("nothing is stored here"); }

    std::string root_;
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

} // namespace qc::test
