// SPDX-License-Identifier: Apache-2.0
#include "mail/sender.hpp"

#include "core/failure_text.hpp"
#include "pg/rows.hpp"
#include "resilience/backoff.hpp"
#include "sql/mail.hpp"
#include "telemetry/log.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/describe/class.hpp>

#include <algorithm>
#include <exception>

namespace qc::mail {
namespace {

constexpr int most_letters_per_round = 50;
constexpr int most_rounds_in_a_row = 4;
/// For the database, beside the delivery.
constexpr std::chrono::seconds lease_margin{30};
constexpr std::chrono::seconds first_pause{10};
constexpr std::chrono::seconds longest_pause{15 * 60};
constexpr std::chrono::days kept_for{30};

struct ClaimedRow {
    std::int64_t id;
    std::string recipient;
    std::string kind;
    std::vector<std::uint8_t> message;
    std::int16_t attempts;
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(ClaimedRow, (), (id, recipient, kind, message, attempts, expires_at))

/// Transports throw only when the program or the machine is broken; the message is not at fault.
Delivery deliver_safely(Transport& transport, Letter const& letter) {
    try {
        return transport.deliver(letter);
    } catch (std::exception const& problem) {
        return {Outcome::try_later, failure_text(problem)};
    }
}

void report(ClaimedRow const& row, Delivery const& delivery) {
    telemetry::Fields fields;
    fields.add("labels.mail_id", row.id)
        .add("labels.mail_kind", row.kind)
        .add("labels.attempts", row.attempts)
        .add("error.message", delivery.problem);
    telemetry::log(
        telemetry::Level::warning, telemetry::Action::error, "mail was not delivered", fields
    );
}

void report_round(std::exception_ptr const& failure) {
    if (!failure) return;
    try {
        std::rethrow_exception(failure);
    } catch (std::exception const& problem) {
        telemetry::Fields fields;
        fields.add("error.message", failure_text(problem));
        telemetry::log(
            telemetry::Level::warning, telemetry::Action::error, "mail round failed", fields
        );
    }
}

/// Marks a round as running while it lives.
class Busy {
public:
    explicit Busy(std::atomic<bool>& flag) : flag_(flag), is_first_(!flag.exchange(true)) {}

    ~Busy() {
        if (is_first_) flag_ = false;
    }

    Busy(Busy const&) = delete;
    Busy& operator=(Busy const&) = delete;

    /// False: another one was running.
    [[nodiscard]] bool is_first() const noexcept { return is_first_; }

private:
    std::atomic<bool>& flag_;
    bool is_first_;
};

} // namespace

std::chrono::seconds pause_after(int attempts) {
    auto const repeated = static_cast<unsigned>(std::max(attempts, 1) - 1);
    return resilience::doubled(first_pause, longest_pause, repeated);
}

/// Shared with the rounds that wake() begins, which may still run when the sender goes.
struct Sender::Core {
    explicit Core(SenderServices const& given) : services(given) {}

    /// Rounds of a process never overlap, and mail committed during one is not left lying: this
    /// sender begins again, others look again within a second.
    [[nodiscard]] static Task<void> run_rounds(std::shared_ptr<Core> core);

    /// Whether there was a letter to send.
    [[nodiscard]] Task<bool> send_one();
    [[nodiscard]] Task<void> send_several();
    [[nodiscard]] Task<Delivery> deliver(ClaimedRow const& row);
    [[nodiscard]] Task<void> settle(ClaimedRow const& row, Delivery delivery);

    SenderServices services;
    bool was_woken = false;
};

Task<bool> Sender::Core::send_one() {
    auto permit = services.breaker.try_enter();
    if (!permit) co_return false;
    auto const now = services.clock.now();
    auto const lease = services.longest_delivery + lease_margin;
    auto values = pg::parameters(now, now + lease);
    auto const rows = co_await services.database.write(sql::claim, std::move(values));
    auto const row = pg::row_as<ClaimedRow>(rows);
    if (!row) co_return false;
    auto delivery = co_await deliver(*row);
    if (delivery.outcome == Outcome::try_later)
        permit->fail();
    else
        permit->succeed();
    co_await settle(*row, std::move(delivery));
    co_return true;
}

Task<Delivery> Sender::Core::deliver(ClaimedRow const& row) {
    auto const message =
        services.keys.open(crypto::KeyLabel::mail, row.message, crypto::bytes_of(row.recipient));
    if (!message) {
        Delivery const unreadable{Outcome::refused, "sealed with a key that is gone"};
        co_return unreadable;
    }
    Letter letter{
        row.id, services.clock.now(), row.recipient, std::string(crypto::text_of(*message))
    };
    auto work = [&transport = services.transport, letter = std::move(letter)] {
        return deliver_safely(transport, letter);
    };
    co_return co_await services.pool.run(std::move(work));
}

Task<void> Sender::Core::settle(ClaimedRow const& row, Delivery delivery) {
    auto const now = services.clock.now();
    if (delivery.outcome == Outcome::delivered) {
        auto values = pg::parameters(row.id, now);
        static_cast<void>(co_await services.database.write(sql::mark_sent, std::move(values)));
        co_return;
    }
    report(row, delivery);
    auto const next = now + pause_after(row.attempts);
    bool const again = delivery.outcome == Outcome::try_later && next < row.expires_at;
    auto values = pg::parameters(row.id, again ? next : now, delivery.problem);
    auto const& statement = again ? sql::postpone : sql::give_up;
    static_cast<void>(co_await services.database.write(statement, std::move(values)));
}

Task<void> Sender::Core::send_several() {
    for (int sent = 0; sent < most_letters_per_round; ++sent) {
        if (!co_await send_one()) co_return;
    }
}

Task<void> Sender::Core::run_rounds(std::shared_ptr<Core> core) {
    core->was_woken = true;
    Busy const busy(core->services.is_sending);
    if (!busy.is_first()) co_return;
    for (int round = 0; round < most_rounds_in_a_row && core->was_woken; ++round) {
        core->was_woken = false;
        co_await core->send_several();
    }
}

Sender::Sender(SenderServices const& services) : core_(std::make_shared<Core>(services)) {}

Sender::~Sender() = default;

void Sender::wake() {
    boost::asio::co_spawn(core_->services.executor, Core::run_rounds(core_), report_round);
}

Task<void> Sender::send_due() {
    return Core::run_rounds(core_);
}

Task<void> Sender::clean_up() {
    auto const core = core_;
    auto const now = core->services.clock.now();
    static_cast<void>(
        co_await core->services.database.write(sql::give_up_expired, pg::parameters(now))
    );
    static_cast<void>(
        co_await core->services.database.write(sql::delete_old, pg::parameters(now - kept_for))
    );
}

void Sender::add_jobs(Jobs& jobs) {
    jobs.push_back({"send mail", std::chrono::seconds{1}, [this] { return send_due(); }});
    jobs.push_back({"clean up mail", std::chrono::minutes{1}, [this] { return clean_up(); }});
}

} // namespace qc::mail
