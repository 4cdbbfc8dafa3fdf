// SPDX-License-Identifier: Apache-2.0
#include "audit/postgres/audit_log.hpp"

#include "audit/application/entry.hpp"
#include "pg/errors.hpp"
#include "sql/audit.hpp"
#include "telemetry/ecs.hpp"
#include "telemetry/log.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <deque>

namespace qc::audit {
namespace {

constexpr std::size_t most_at_once = 64;
constexpr std::chrono::milliseconds pause_without_database{1000};
constexpr std::chrono::milliseconds settle_poll{5};

using Entries = std::vector<Entry>;

template <class T>
std::vector<T> column(Entries const& entries, T Entry::* member) {
    std::vector<T> values;
    values.reserve(entries.size());
    for (auto const& entry : entries)
        values.push_back(entry.*member);
    return values;
}

pg::Parameters columns_of(Entries const& entries) {
    return pg::parameters(
        column(entries, &Entry::actor),
        column(entries, &Entry::action),
        column(entries, &Entry::object_type),
        column(entries, &Entry::object_id),
        column(entries, &Entry::data),
        column(entries, &Entry::ip),
        column(entries, &Entry::created_at)
    );
}

/// Values that no column takes (22) or that break a rule (23). Everything else, such as a server
/// that is read-only for now, has nothing to do with the row.
bool is_about_content(pg::ServerError const& refusal) {
    return refusal.sqlstate().starts_with("22") || refusal.sqlstate().starts_with("23");
}

void report_dropped(Entry const& entry, std::string_view why) {
    telemetry::Fields fields;
    fields.add("labels.audit_action", entry.action)
        .add("labels.object_type", entry.object_type)
        .add("labels.object_id", entry.object_id)
        .add(telemetry::ecs::error_message, why);
    if (entry.actor) fields.add(telemetry::ecs::user_id, entry.actor->text());
    telemetry::log(
        telemetry::Level::warning,
        telemetry::Action::security,
        "An act is missing in the audit log",
        fields
    );
}

} // namespace

/// Shared with the writing of what was noted, which may still run when the log goes.
struct AuditLog::Core {
    enum class Written { all, refused, later };

    Core(boost::asio::any_io_executor where, pg::Database& with, Clock const& given)
        : executor(std::move(where))
        , database(with)
        , clock(given) {}

    [[nodiscard]] static Task<void> write_waiting(std::shared_ptr<Core> core);
    [[nodiscard]] Task<bool> write_some();
    [[nodiscard]] Task<Written> write(Entries const& entries);
    [[nodiscard]] Entries take();
    void put_back(Entries entries);
    void report_losses();

    boost::asio::any_io_executor executor;
    pg::Database& database;
    Clock const& clock;
    std::deque<Entry> waiting;
    std::uint64_t lost = 0;
    bool is_writing = false;
};

Entries AuditLog::Core::take() {
    auto const count = static_cast<std::ptrdiff_t>(std::min(waiting.size(), most_at_once));
    auto const end = waiting.begin() + count;
    Entries taken(std::make_move_iterator(waiting.begin()), std::make_move_iterator(end));
    waiting.erase(waiting.begin(), end);
    return taken;
}

void AuditLog::Core::put_back(Entries entries) {
    waiting.insert(
        waiting.begin(),
        std::make_move_iterator(entries.begin()),
        std::make_move_iterator(entries.end())
    );
}

void AuditLog::Core::report_losses() {
    if (lost == 0) return;
    telemetry::Fields fields;
    fields.add("labels.dropped", std::exchange(lost, 0));
    telemetry::log(
        telemetry::Level::error,
        telemetry::Action::security,
        "Acts were dropped: the database is away and the queue of the audit log is full",
        fields
    );
}

Task<AuditLog::Core::Written> AuditLog::Core::write(Entries const& entries) {
    try {
        static_cast<void>(co_await database.write(sql::add_entries, columns_of(entries)));
        co_return Written::all;
    } catch (pg::ServerError const& refusal) {
        if (!is_about_content(refusal)) co_return Written::later;
        if (entries.size() == 1) report_dropped(entries.front(), refusal.what());
    } catch (std::exception const&) {
        co_return Written::later;
    }
    co_return Written::refused;
}

/// False when the database takes nothing now. What it refuses for its content is found one by one.
Task<bool> AuditLog::Core::write_some() {
    auto entries = take();
    auto const written = co_await write(entries);
    if (written == Written::all) co_return true;
    if (written == Written::later) {
        put_back(std::move(entries));
        co_return false;
    }
    for (std::size_t i = 0; i < entries.size() && entries.size() > 1; ++i) {
        Entries const one{entries[i]};
        if (co_await write(one) != Written::later) continue;
        put_back({entries.begin() + static_cast<std::ptrdiff_t>(i), entries.end()});
        co_return false;
    }
    co_return true;
}

Task<void> AuditLog::Core::write_waiting(std::shared_ptr<Core> core) {
    boost::asio::steady_timer pause(core->executor);
    while (!core->waiting.empty()) {
        bool const reached = co_await core->write_some();
        core->report_losses();
        if (reached) continue;
        pause.expires_after(pause_without_database);
        co_await pause.async_wait(boost::asio::use_awaitable);
    }
    core->is_writing = false;
}

AuditLog::AuditLog(
    boost::asio::any_io_executor executor, pg::Database& database, Clock const& clock
)
    : core_(std::make_shared<Core>(std::move(executor), database, clock)) {}

AuditLog::~AuditLog() = default;

Task<void> AuditLog::record(Transaction& transaction, Act act) {
    auto const core = core_;
    Entries const entries{entry_of(std::move(act), core->clock.now())};
    static_cast<void>(
        co_await core->database.execute(transaction, sql::add_entries, columns_of(entries))
    );
}

void AuditLog::note(Act act) noexcept {
    auto& core = *core_;
    try {
        auto entry = entry_of(std::move(act), core.clock.now());
        if (core.waiting.size() >= most_waiting) {
            ++core.lost;
            report_dropped(entry, "the queue is full");
            return;
        }
        core.waiting.push_back(std::move(entry));
        if (std::exchange(core.is_writing, true)) return;
        boost::asio::co_spawn(core.executor, Core::write_waiting(core_), boost::asio::detached);
    } catch (std::exception const&) {
        // Out of memory: the next report says that something is missing.
        ++core.lost;
    }
}

Task<void> AuditLog::settle(std::chrono::milliseconds limit) {
    auto const core = core_;
    boost::asio::steady_timer pause(core->executor);
    for (auto waited = settle_poll; core->is_writing && waited <= limit; waited += settle_poll) {
        pause.expires_after(settle_poll);
        co_await pause.async_wait(boost::asio::use_awaitable);
    }
    for (auto const& entry : core->waiting)
        report_dropped(entry, "the process ends");
}

} // namespace qc::audit
