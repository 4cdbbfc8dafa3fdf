// SPDX-License-Identifier: Apache-2.0
#include "pg/connector.hpp"

#include "pg/errors.hpp"

#include <algorithm>
#include <array>

namespace qc::pg {
namespace {

/// For the `options` keyword, where spaces separate.
void set(std::string& options, std::string_view name, std::string_view value) {
    options += " -c ";
    options += name;
    options += '=';
    for (char const character : value) {
        if (character == ' ' || character == '\\') options += '\\';
        options += character;
    }
}

void set(std::string& options, std::string_view name, std::chrono::milliseconds value) {
    set(options, name, std::to_string(value.count()));
}

} // namespace

std::string_view name_of(Purpose purpose) {
    switch (purpose) {
    case Purpose::read:
        return "read";
    case Purpose::write:
        return "write";
    case Purpose::slow:
        return "slow";
    case Purpose::listen:
        return "listen";
    }
    return "";
}

Connector::Connector(
    boost::asio::any_io_executor executor,
    DatabaseOptions options,
    Clock const& clock,
    Random& random
)
    : executor_(std::move(executor))
    , options_(std::move(options))
    , clock_(clock)
    , random_(random)
    , observer_(options_.observer ? options_.observer : &nobody_)
    , gate_(clock, options_) {
    // A URL that cannot be read stops the start of the program, not the first request.
    static_cast<void>(parse_url(options_.url));
}

std::chrono::milliseconds Connector::answer_limit(Purpose purpose) const {
    auto const limit =
        purpose == Purpose::slow ? options_.slow_statement_timeout : options_.statement_timeout;
    return limit + options_.answer_grace;
}

ConnectParameters Connector::parameters_for(Purpose purpose) const {
    auto parameters = parse_url(options_.url);
    auto& options = parameters["options"];
    bool const reads = purpose == Purpose::read;
    set(options, "TimeZone", "UTC");
    set(options, "DateStyle", "ISO, YMD");
    set(options, "bytea_output", "hex");
    set(options, "jit", "off");
    set(options, "pg_trgm.similarity_threshold", "0.1");
    set(options, "lock_timeout", options_.lock_timeout);
    set(options, "idle_in_transaction_session_timeout", options_.idle_in_transaction_timeout);
    set(options,
        "statement_timeout",
        purpose == Purpose::slow ? options_.slow_statement_timeout : options_.statement_timeout);
    // Reads that travel together are one implicit transaction: this gives them one snapshot.
    set(options, "default_transaction_isolation", reads ? "repeatable read" : "read committed");
    set(options, "default_transaction_read_only", reads ? "on" : "off");
    // The server notices within this time that we closed the socket of a statement.
    set(options, "client_connection_check_interval", std::chrono::milliseconds{500});
    parameters.emplace("application_name", options_.application_name);
    parameters.emplace("keepalives_idle", "10");
    parameters.emplace("keepalives_interval", "5");
    parameters.emplace("keepalives_count", "3");
    parameters["client_encoding"] = "UTF8";
    return parameters;
}

std::chrono::steady_clock::time_point Connector::retirement() {
    // Up to a tenth earlier, so that the connections of all workers do not end together.
    std::array<std::uint8_t, 1> noise{};
    random_.fill(noise);
    auto const lifetime = std::chrono::milliseconds{options_.connection_lifetime};
    return clock_.steady() + lifetime - lifetime * noise[0] / 2560;
}

void Connector::check_gate() const {
    auto const remaining = gate_.remaining();
    if (remaining.count() == 0) return;
    auto const seconds = std::chrono::ceil<std::chrono::seconds>(remaining).count();
    raise_unavailable(
        "the database could not be reached a moment ago",
        static_cast<int>(std::clamp<std::int64_t>(seconds, 1, 3))
    );
}

Task<std::shared_ptr<Connection>> Connector::open(Purpose purpose, Connection::Events events) {
    auto const deadline = std::chrono::steady_clock::now() + options_.connect_timeout;
    return open_with(deadline, purpose, std::move(events));
}

Task<std::shared_ptr<Connection>>
Connector::open_until(std::chrono::steady_clock::time_point deadline, Purpose purpose) {
    auto const latest = std::chrono::steady_clock::now() + options_.connect_timeout;
    return open_with(std::min(deadline, latest), purpose, Connection::Events());
}

Task<std::shared_ptr<Connection>> Connector::open_with(
    std::chrono::steady_clock::time_point deadline, Purpose purpose, Connection::Events events
) {
    check_gate();
    ConnectionHandle handle;
    try {
        handle = co_await connect(executor_, parameters_for(purpose), deadline);
    } catch (Unavailable const& problem) {
        gate_.failed();
        observer_->connect_failed(name_of(purpose), problem.what());
        throw;
    }
    gate_.succeeded();
    observer_->connection_opened(name_of(purpose));
    events.lost = [self = shared_from_this(), purpose, also = std::move(events.lost)](auto why) {
        self->observer_->connection_lost(name_of(purpose), why);
        if (also) also(why);
    };
    co_return Connection::start(executor_, std::move(handle), retirement(), std::move(events));
}

} // namespace qc::pg
