// SPDX-License-Identifier: Apache-2.0
#include "scene.hpp"

#include "crypto/base64.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <cstdlib>

namespace qc::chats::test {
namespace {

constexpr pg::Statement add_notice{
    "chats_test.add_notice",
    "insert into notification (user_id, type, title, message, action, data, created_at) "
    "values ($1, $2, $3, $4, $5, '{}', $6)"
};

} // namespace

Task<void> RecordedNotices::notify(Transaction& transaction, notifications::Notice notice) {
    auto values = pg::parameters(
        notice.user, notice.type, notice.title, notice.message, notice.action, clock_.now()
    );
    co_await database_.execute(transaction, add_notice, std::move(values));
    sent.push_back(std::move(notice));
}

std::size_t RecordedSignals::count(live::Kind kind) const {
    auto const found = std::ranges::count(sent, kind, &live::Signal::kind);
    return static_cast<std::size_t>(found);
}

std::size_t RecordedSignals::count(live::Kind kind, UserId user) const {
    auto const found = std::ranges::count_if(sent, [&](live::Signal const& signal) {
        return signal.kind == kind && signal.user == user;
    });
    return static_cast<std::size_t>(found);
}

ChatsTest::ChatsTest() {
    auto pattern = (std::filesystem::temp_directory_path() / "qc-chats-XXXXXX").string();
    root_ = ::mkdtemp(pattern.data());
}

ChatsTest::~ChatsTest() {
    std::error_code ignored;
    std::filesystem::remove_all(root_, ignored);
}

void ChatsTest::SetUp() {
    ApiTest::SetUp();
    if (IsSkipped()) return;
    pool_ =
        std::make_unique<blocking::BlockingPool>(api().clock(), blocking::PoolLimits{.threads = 1});
    limiter_ = std::make_unique<resilience::RateLimiter>(api().clock());
    limits_ = std::make_unique<resilience::LocalRateLimits>(*limiter_);
    notices = std::make_unique<RecordedNotices>(api().database(), api().clock());
    files_ = std::make_unique<files::FilesModule>(files::FilesServices{
        api().database(),
        api().clock(),
        api().random(),
        keys_,
        *pool_,
        {root_.string(), "https://quest.example/api/v1/files"}
    });
    module_ = std::make_unique<ChatsModule>(ChatsServices{
        api().database(), api().clock(), files_->facade(), *notices, acts, signals, *limits_
    });
    http::Routes routes;
    files_->add_routes(routes);
    module_->add_routes(routes);
    api().serve(std::move(routes));
}

access::Caller ChatsTest::staff(std::int16_t role) {
    qc::test::Api::Account account;
    account.role = role;
    return api().make_user(account);
}

ChatId ChatsTest::pair(access::Caller const& one, access::Caller const& other) {
    auto const opened = api().post("/api/v1/chats/" + other.user.text(), "", &one);
    EXPECT_EQ(opened.status, 201) << opened.body;
    return ChatId{static_cast<std::int32_t>(opened.at("/id").to_number<std::int64_t>())};
}

std::string ChatsTest::chat_path(ChatId chat, std::string const& rest) {
    return "/api/v1/chats/" + std::to_string(chat.value) + rest;
}

std::string ChatsTest::messages_path(std::int64_t id, std::string const& rest) {
    return "/api/v1/chats/messages/" + std::to_string(id) + rest;
}

std::string ChatsTest::text_body(std::string const& text) {
    boost::json::object body;
    body["text"] = text;
    return boost::json::serialize(body);
}

std::int64_t ChatsTest::say(access::Caller const& author, ChatId chat, std::string const& text) {
    auto const sent = api().post(messages_path(chat.value), text_body(text), &author);
    EXPECT_EQ(sent.status, 201) << sent.body;
    return sent.at("/id").to_number<std::int64_t>();
}

Task<ChatId> ChatsTest::opened_group(std::vector<UserId> members) {
    auto const transaction = co_await api().database().begin();
    auto const chat = co_await module_->groups().open(*transaction, std::move(members));
    co_await transaction->commit();
    co_return chat;
}

ChatId ChatsTest::open_group(std::vector<access::Caller> const& members) {
    std::vector<UserId> users;
    for (auto const& member : members)
        users.push_back(member.user);
    return api().run(opened_group(std::move(users)));
}

Task<void> ChatsTest::change_group(ChatId chat, UserId member, bool add) {
    auto const transaction = co_await api().database().begin();
    if (add) {
        co_await module_->groups().add(*transaction, chat, member);
    } else {
        co_await module_->groups().remove(*transaction, chat, member);
    }
    co_await transaction->commit();
}

void ChatsTest::add_to_group(ChatId chat, access::Caller const& member) {
    api().run(change_group(chat, member.user, true));
}

void ChatsTest::leave_group(ChatId chat, access::Caller const& member) {
    api().run(change_group(chat, member.user, false));
}

Task<Result<std::string>> ChatsTest::sent_live(SendMessage message) {
    QC_TRY(auto staged, co_await chats().stage(std::move(message)));
    auto const transaction = co_await api().database().begin();
    auto sent = co_await chats().send(*transaction, std::move(staged));
    if (sent) co_await transaction->commit();
    co_return sent;
}

Result<std::string> ChatsTest::send_live(SendMessage message) {
    return api().run(sent_live(std::move(message)));
}

Task<Result<std::int64_t>> ChatsTest::read_up_to(UserId reader, ChatId chat, MessageId message) {
    auto const transaction = co_await api().database().begin();
    auto marked = co_await chats().mark_read(*transaction, reader, chat, message);
    if (marked) co_await transaction->commit();
    co_return marked;
}

Result<std::int64_t> ChatsTest::read_live(UserId reader, ChatId chat, std::int64_t message) {
    return api().run(read_up_to(reader, chat, MessageId{static_cast<std::int32_t>(message)}));
}

void ChatsTest::run_jobs() {
    Jobs jobs;
    module_->add_jobs(jobs);
    for (auto const& job : jobs)
        api().run(job.run());
}

std::int64_t ChatsTest::number(std::string const& sql) {
    auto session = api().session();
    return pg::only_row<std::int64_t>(session.run(sql));
}

void ChatsTest::run_sql(std::string const& sql) {
    auto session = api().session();
    session.run(sql);
}

void PairTest::SetUp() {
    ChatsTest::SetUp();
    if (IsSkipped()) return;
    ann = player();
    ben = player();
    stranger = player();
    chat = pair(ann, ben);
    signals.sent.clear();
}

qc::test::ApiAnswer PairTest::send(std::string body, access::Caller const& author) {
    return api().post(messages_path(chat.value), std::move(body), &author);
}

std::int64_t PairTest::unread(access::Caller const& caller) {
    return api().get("/api/v1/chats/unread", &caller).at("/total").to_number<std::int64_t>();
}

std::string PairTest::document(std::string_view content) {
    return "data:text/plain;base64," + crypto::base64_encode(crypto::bytes_of(content));
}

std::string PairTest::with_file(std::string const& text, std::string const& file) {
    return R"({"text":")" + text + R"(","file":")" + file + R"("})";
}

} // namespace qc::chats::test
