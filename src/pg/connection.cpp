// SPDX-License-Identifier: Apache-2.0
#include "pg/connection.hpp"

#include <libpq-fe.h>

#include <stdexcept>
#include <utility>

namespace qc::pg {
namespace {

using boost::asio::posix::stream_descriptor;
using Kind = Exchange::Kind;

std::string field(PGresult const* result, int code) {
    auto const* const text = PQresultErrorField(result, code);
    return text ? text : "";
}

ServerError::Report report_of(PGresult const* result, std::string_view statement) {
    return {
        .sqlstate = field(result, PG_DIAG_SQLSTATE),
        .message = field(result, PG_DIAG_MESSAGE_PRIMARY),
        .constraint = field(result, PG_DIAG_CONSTRAINT_NAME),
        .statement = std::string(statement)
    };
}

void ignore_notice(void*, PGresult const*) {}

} // namespace

void FinishConnection::operator()(pg_conn* connection) const noexcept {
    PQfinish(connection);
}

std::shared_ptr<Connection> Connection::start(
    boost::asio::any_io_executor const& executor,
    ConnectionHandle handle,
    std::chrono::steady_clock::time_point retire_at,
    Events events
) {
    PQsetNoticeReceiver(handle.get(), ignore_notice, nullptr);
    if (PQsetnonblocking(handle.get(), 1) != 0 || PQenterPipelineMode(handle.get()) != 1) {
        raise_unavailable("the connection cannot enter pipeline mode");
    }
    std::shared_ptr<Connection> connection(
        new Connection(executor, std::move(handle), retire_at, std::move(events))
    );
    connection->wait_readable();
    return connection;
}

Connection::Connection(
    boost::asio::any_io_executor const& executor,
    ConnectionHandle handle,
    std::chrono::steady_clock::time_point retire_at,
    Events events
)
    : descriptor_(executor, PQsocket(handle.get()))
    , watchdog_(executor)
    , handle_(std::move(handle))
    , retire_at_(retire_at)
    , events_(std::move(events)) {}

Connection::~Connection() {
    events_ = {};
    close("the connection is given up");
}

bool Connection::is_usable(std::chrono::steady_clock::time_point now) const {
    return open_ && !retired_ && now < retire_at_;
}

bool Connection::is_idle() const {
    return open_ && in_flight_.empty() && PQtransactionStatus(handle_.get()) == PQTRANS_IDLE;
}

void Connection::close(std::string const& why) {
    if (!open_) return;
    open_ = false;
    watchdog_.cancel();
    // libpq owns the socket; Asio only lets go of it.
    descriptor_.release();
    handle_.reset();
    auto const ended = std::exchange(in_flight_, {});
    for (auto const& exchange : ended) {
        exchange->lost = why;
        exchange->permit = {};
        exchange->done.ring();
    }
    if (events_.lost) events_.lost(why);
}

void Connection::send(std::shared_ptr<Exchange> const& exchange) {
    if (!open_) {
        exchange->lost = "the connection is closed";
        exchange->permit = {};
        exchange->done.ring();
        return;
    }
    exchange->sent_at = std::chrono::steady_clock::now();
    in_flight_.push_back(exchange);
    if (!write(*exchange)) {
        close(std::string("sending failed: ") + PQerrorMessage(handle_.get()));
        return;
    }
    flush();
    watch();
}

bool Connection::write(Exchange& exchange) {
    for (std::size_t i = 0; i < exchange.queries.size(); ++i) {
        if (!prepared_.contains(exchange.queries[i].statement->name) &&
            !write_prepare(exchange, i)) {
            return false;
        }
    }
    for (std::size_t i = 0; i < exchange.queries.size(); ++i) {
        if (!write_execute(exchange, i)) return false;
    }
    exchange.steps.push_back({Kind::sync, 0});
    return PQpipelineSync(handle_.get()) == 1;
}

bool Connection::write_prepare(Exchange& exchange, std::size_t index) {
    auto const& statement = *exchange.queries[index].statement;
    auto name = std::make_unique<std::string>(statement.name);
    std::string const text(statement.text);
    exchange.steps.push_back({Kind::prepare, index});
    exchange.steps.push_back({Kind::prepare_sync, index});
    bool const sent = PQsendPrepare(handle_.get(), name->c_str(), text.c_str(), 0, nullptr) == 1;
    std::string_view const key = *name;
    prepared_.emplace(key, std::move(name));
    // A Sync of its own: otherwise an earlier error would skip it, and others that rely on it.
    return sent && PQpipelineSync(handle_.get()) == 1;
}

bool Connection::write_execute(Exchange& exchange, std::size_t index) {
    auto const& query = exchange.queries[index];
    auto const& slots = query.parameters.slots();
    std::vector<char const*> values;
    std::vector<int> lengths;
    std::vector<int> formats;
    values.reserve(slots.size());
    lengths.reserve(slots.size());
    formats.reserve(slots.size());
    for (auto const& slot : slots) {
        values.push_back(query.parameters.at(slot));
        lengths.push_back(slot.length);
        formats.push_back(slot.binary ? 1 : 0);
    }
    exchange.steps.push_back({Kind::execute, index});
    return PQsendQueryPrepared(
               handle_.get(),
               prepared_.at(query.statement->name)->c_str(),
               static_cast<int>(slots.size()),
               values.data(),
               lengths.data(),
               formats.data(),
               1
           ) == 1;
}

void Connection::flush() {
    if (!open_ || writing_) return;
    int const left = PQflush(handle_.get());
    if (left < 0) return close(std::string("sending failed: ") + PQerrorMessage(handle_.get()));
    if (left == 0) return;
    writing_ = true;
    descriptor_.async_wait(
        stream_descriptor::wait_write,
        [weak = weak_from_this()](boost::system::error_code error) {
            auto const self = weak.lock();
            if (!self || error) return;
            self->writing_ = false;
            self->flush();
        }
    );
}

void Connection::wait_readable() {
    descriptor_.async_wait(
        stream_descriptor::wait_read,
        [weak = weak_from_this()](boost::system::error_code error) {
            auto const self = weak.lock();
            if (self && !error && self->open_) self->on_readable();
        }
    );
}

void Connection::on_readable() {
    if (PQconsumeInput(handle_.get()) != 1) {
        return close(std::string("the connection was lost: ") + PQerrorMessage(handle_.get()));
    }
    last_answer_ = std::chrono::steady_clock::now();
    receive_answers();
    if (open_) receive_notifications();
    if (open_ && PQstatus(handle_.get()) == CONNECTION_BAD) close("the connection was lost");
    if (open_) wait_readable();
}

void Connection::receive_answers() {
    int empty_in_a_row = 0;
    while (open_ && !in_flight_.empty() && PQisBusy(handle_.get()) == 0) {
        ResultHandle result(PQgetResult(handle_.get()));
        if (!result) {
            // One NULL ends each statement; two mean that libpq owes nothing while we wait.
            if (++empty_in_a_row > 1) return close("the pipeline lost its order");
            continue;
        }
        empty_in_a_row = 0;
        if (!accept(std::move(result))) return close("an answer that the protocol does not allow");
    }
}

bool Connection::accept(ResultHandle result) {
    auto const exchange = in_flight_.front();
    auto const step = exchange->steps[exchange->next_step];
    bool const expects_sync = step.kind == Kind::sync || step.kind == Kind::prepare_sync;
    bool const is_sync = PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC;
    if (expects_sync != is_sync) return false;
    ++exchange->next_step;
    if (!is_sync) accept_value(*exchange, step, std::move(result));
    if (step.kind == Kind::sync) {
        in_flight_.pop_front();
        exchange->permit = {};
        exchange->done.ring();
    }
    return true;
}

void Connection::accept_value(Exchange& exchange, Exchange::Step step, ResultHandle result) {
    auto const& statement = *exchange.queries[step.query].statement;
    switch (PQresultStatus(result.get())) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_EMPTY_QUERY:
        if (step.kind == Kind::execute) {
            exchange.answers[step.query] = Rows(std::move(result), statement.name);
        }
        return;
    case PGRES_PIPELINE_ABORTED:
        return;
    default:
        break;
    }
    if (step.kind == Kind::prepare) prepared_.erase(statement.name);
    // After "cached plan must not change result type" a new session prepares anew.
    auto report = report_of(result.get(), statement.name);
    if (report.sqlstate == "0A000" || report.sqlstate == "26000") retired_ = true;
    if (!exchange.error) exchange.error = std::move(report);
}

void Connection::receive_notifications() {
    if (!events_.notified) return;
    while (auto* const raw = open_ ? PQnotifies(handle_.get()) : nullptr) {
        std::unique_ptr<PGnotify, void (*)(void*)> const notification(raw, PQfreemem);
        events_.notified(notification->relname, notification->extra);
    }
}

void Connection::watch() {
    if (watching_ || !open_ || in_flight_.empty()) return;
    watching_ = true;
    auto const& oldest = *in_flight_.front();
    watchdog_.expires_at(std::max(oldest.sent_at, last_answer_) + oldest.answer_limit);
    watchdog_.async_wait([weak = weak_from_this()](boost::system::error_code error) {
        auto const self = weak.lock();
        if (self && !error) self->on_watch();
    });
}

void Connection::on_watch() {
    watching_ = false;
    if (!open_ || in_flight_.empty()) return;
    auto const& oldest = *in_flight_.front();
    auto const silent_since = std::max(oldest.sent_at, last_answer_);
    if (std::chrono::steady_clock::now() >= silent_since + oldest.answer_limit) {
        return close("the server does not answer");
    }
    watch();
}

} // namespace qc::pg
