// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "api_support/api.hpp"
#include "chats/chats_module.hpp"
#include "crypto/key_ring.hpp"
#include "files/files_module.hpp"
#include "pg/blocking_session.hpp"
#include "pg/rows.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace qc::chats::test {

class RecordedNotices final : public notifications::Notifications {
public:
    /// Also written as the real module does, because who was told is looked up there.
    RecordedNotices(pg::Database& database, Clock const& clock)
        : database_(database)
        , clock_(clock) {}

    Task<void> notify(Transaction& transaction, notifications::Notice notice) override;

    std::vector<notifications::Notice> sent;

private:
    pg::Database& database_;
    Clock const& clock_;
};

class RecordedActs final : public audit::Audit {
public:
    Task<void> record(Transaction&, audit::Act act) override {
        acts.push_back(std::move(act));
        co_return;
    }

    void note(audit::Act act) noexcept override { acts.push_back(std::move(act)); }

    std::vector<audit::Act> acts;
};

class RecordedSignals final : public live::Signals {
public:
    void publish(live::Signal signal) noexcept override { sent.push_back(signal); }

    [[nodiscard]] std::size_t count(live::Kind kind) const;
    /// For this user.
    [[nodiscard]] std::size_t count(live::Kind kind, UserId user) const;

    std::vector<live::Signal> sent;
};

/// The module with real files on a real database; what it tells others is recorded.
class ChatsTest : public qc::test::ApiTest {
protected:
    ChatsTest();
    ~ChatsTest() override;
    void SetUp() override;

    [[nodiscard]] ChatsModule& module() { return *module_; }

    [[nodiscard]] Chats& chats() { return module_->facade(); }

    [[nodiscard]] files::FilesModule& files() { return *files_; }

    access::Caller player() { return api().make_user(); }

    access::Caller staff(std::int16_t role);

    /// A chat of two.
    ChatId pair(access::Caller const& one, access::Caller const& other);

    static std::string chat_path(ChatId chat, std::string const& rest = {});
    static std::string messages_path(std::int64_t id, std::string const& rest = {});
    static std::string text_body(std::string const& text);

    /// Sends over HTTP and gives the id of the message.
    std::int64_t say(access::Caller const& author, ChatId chat, std::string const& text);

    ChatId open_group(std::vector<access::Caller> const& members);
    void add_to_group(ChatId chat, access::Caller const& member);
    void leave_group(ChatId chat, access::Caller const& member);
    Result<std::string> send_live(SendMessage message);
    Result<std::int64_t> read_live(UserId reader, ChatId chat, std::int64_t message);
    void run_jobs();

    std::int64_t number(std::string const& sql);
    void run_sql(std::string const& sql);

    std::unique_ptr<RecordedNotices> notices;
    RecordedActs acts;
    RecordedSignals signals;

private:
    Task<void> change_group(ChatId chat, UserId member, bool add);
    Task<ChatId> opened_group(std::vector<UserId> members);
    Task<Result<std::string>> sent_live(SendMessage message);
    Task<Result<std::int64_t>> read_up_to(UserId reader, ChatId chat, MessageId message);

    std::filesystem::path root_;
    crypto::KeyRing keys_{"a secret of at least thirty-two bytes"};
    std::unique_ptr<blocking::BlockingPool> pool_;
    std::unique_ptr<resilience::RateLimiter> limiter_;
    std::unique_ptr<resilience::LocalRateLimits> limits_;
    std::unique_ptr<files::FilesModule> files_;
    std::unique_ptr<ChatsModule> module_;
};

/// Two who have a chat, and somebody who takes no part in it.
class PairTest : public ChatsTest {
protected:
    void SetUp() override;

    qc::test::ApiAnswer send(std::string body, access::Caller const& author);

    /// How many messages of all his chats.
    std::int64_t unread(access::Caller const& caller);

    boost::json::value newest() { return api().get(chat_path(chat), &ann).at("/messages/0"); }

    /// GET of a URL of this store by anybody.
    qc::test::ApiAnswer fetch(std::string const& url) {
        return api().get(url.substr(std::string_view("https://quest.example").size()));
    }

    /// A data URI.
    static std::string document(std::string_view content);
    static std::string with_file(std::string const& text, std::string const& file);

    access::Caller ann;
    access::Caller ben;
    access::Caller stranger;
    ChatId chat;
};

} // namespace qc::chats::test
