// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "api_support/api.hpp"
#include "crypto/key_ring.hpp"
#include "files/files.hpp"
#include "live/signals.hpp"
#include "notifications/notifications.hpp"
#include "quests/quests_module.hpp"

#include <boost/json/value.hpp>

#include <set>
#include <string>
#include <vector>

namespace qc::quests::test {

/// URLs show the key; a field "new:<name>" is a new picture, "bad" is none, "" keeps.
class NamedFiles final : public files::Files {
public:
    Task<Result<files::StoredFile>> store(files::Upload upload) override;
    Task<Result<files::FieldOutcome>> accept(files::Field field) override;
    Task<void> link(Transaction& transaction, std::string key) override;
    Task<void> unlink(Transaction& transaction, std::string key) override;
    std::string public_url(std::string_view key) const override;
    std::string private_url(std::string_view key) const override;

    /// Keys whose references were committed or at least asked for.
    std::multiset<std::string> held;
};

class NoNotices final : public notifications::Notifications {
public:
    Task<void> notify(Transaction&, notifications::Notice) override { co_return; }
};

class NoSignals final : public live::Signals {
public:
    void publish(live::Signal) noexcept override {}
};

struct QuestRow {
    std::string name;
    std::string status = "published";
    std::int32_t cost = 0;
    std::int32_t pay_extra = 0;
    bool is_subscription = false;
    std::optional<UserId> author = {};
    std::int32_t category = 1;
    std::string description = "A walk";
};

/// The module on a real database behind the real dispatcher.
class ReadingTest : public qc::test::ApiTest {
protected:
    void SetUp() override;

    /// A quest as a row, with three points: one with a code, a place and an artefact; a hidden
    /// one with a word; one with a photo. Their secrets are in secret_texts().
    std::int32_t add_quest(QuestRow const& row);

    static std::vector<std::string> const& secret_texts();

    void sql(std::string const& statement, pg::Parameters const& parameters = {});
    std::int64_t number(std::string const& query, pg::Parameters const& parameters = {});

    /// Ids of a bare list or of the items of a page.
    static std::vector<std::int64_t> ids(qc::test::ApiAnswer const& answer);

    /// A run of the quest in which the first point is passed and the second is current.
    void add_run(std::int32_t quest, UserId owner, std::string const& status);

    NamedFiles files;
    access::Caller player;
    access::Caller manager;
    access::Caller admin;
    access::Caller author;

private:
    NoNotices notices_;
    NoSignals signals_;
    crypto::KeyRing keys_{"a secret that is long enough for tests, 32 bytes and more"};
    std::unique_ptr<QuestsModule> module_;
};

} // namespace qc::quests::test
