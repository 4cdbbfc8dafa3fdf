// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "files/files.hpp"
#include "live/signals.hpp"
#include "notifications/notifications.hpp"
#include "pg/blocking_session.hpp"
#include "pg/rows.hpp"
#include "quests/quests.hpp"

#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace qc::wallets::test {

/// URLs show the key; nothing is stored.
class FakeFiles : public files::Files {
public:
    Task<Result<files::StoredFile>> store(files::Upload) override {
        throw std::logic_error("nothing is uploaded here");
    }

    Task<Result<files::FieldOutcome>> accept(files::Field) override {
        throw std::logic_error("nothing is uploaded here");
    }

    Task<void> link(Transaction&, std::string key) override {
        linked.push_back(std::move(key));
        co_return;
    }

    Task<void> unlink(Transaction&, std::string) override { co_return; }

    std::string public_url(std::string_view key) const override {
        return "https://files.example/" + std::string(key);
    }

    std::string private_url(std::string_view key) const override {
        return "https://files.example/" + std::string(key) + "?signed";
    }

    std::vector<std::string> linked;
};

class RecordedNotices : public notifications::Notifications {
public:
    Task<void> notify(Transaction&, notifications::Notice notice) override {
        sent.push_back(std::move(notice));
        co_return;
    }

    std::vector<notifications::Notice> sent;
};

/// What connected devices would hear of.
class RecordedSignals : public live::Signals {
public:
    void publish(live::Signal signal) noexcept override { sent.push_back(signal); }

    /// Of this kind, oldest first.
    [[nodiscard]] std::vector<live::Signal> of(live::Kind kind) const {
        std::vector<live::Signal> found;
        for (auto const& signal : sent)
            if (signal.kind == kind) found.push_back(signal);
        return found;
    }

    std::vector<live::Signal> sent;
};

/// Offers that the test sets; nothing can be played.
class OfferedQuests : public quests::Quests {
public:
    Task<std::optional<quests::Offer>> offer(Transaction&, QuestId quest) override {
        auto const found = offers.find(quest);
        if (found == offers.end()) co_return std::nullopt;
        co_return found->second;
    }

    Task<std::optional<quests::Route>> open_route(Transaction&, QuestId) override {
        co_return std::nullopt;
    }

    Task<quests::Route> route(Transaction&, QuestId, std::int32_t) override {
        throw std::logic_error("nothing is played here");
    }

    Task<quests::ImportOutcome> import(Transaction&, quests::ImportedQuest) override {
        throw std::logic_error("nothing is imported here");
    }

    std::map<QuestId, quests::Offer> offers;
};

/// A row for the references of the ledger.
inline QuestId insert_quest(pg::BlockingSession& session, std::string const& name) {
    auto const rows = session.run(
        "insert into quest (name, description, category_id, \"group\", vehicle_id, level, mileage,"
        " place_id, status, published_at) "
        "values ($1, 'Through the old town', 1, 4, 1, 1, 1, 1, 'published', now()) returning id",
        pg::parameters(name)
    );
    return pg::only_row<QuestId>(rows);
}

} // namespace qc::wallets::test
