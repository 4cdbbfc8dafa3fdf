// SPDX-License-Identifier: Apache-2.0
#include "app/commands/commands.hpp"
#include "app/runtime/worker.hpp"
#include "audit/audit_module.hpp"
#include "core/failure_text.hpp"
#include "core/system_clock.hpp"
#include "crypto/base64.hpp"
#include "crypto/system_random.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <chrono>
#include <cstdio>

namespace qc::app {
namespace {

namespace json = boost::json;

constexpr std::chrono::seconds quiet_for{2};

constexpr int whole = 0;
constexpr int spoiled = 1;
/// Whoever watches the log must not take an unreachable database for a forger, nor the other way.
constexpr int not_checked = 2;

/// Says on stderr how far the walk is, once it lasts long enough to wonder.
class ProgressLine {
public:
    explicit ProgressLine(Clock const& clock) : clock_(clock), next_(clock.steady() + quiet_for) {}

    void show(std::int64_t checked, std::int64_t last) {
        if (clock_.steady() < next_) return;
        next_ = clock_.steady() + quiet_for;
        std::fprintf(
            stderr,
            "checked %lld of %lld rows\n",
            static_cast<long long>(checked),
            static_cast<long long>(last)
        );
    }

private:
    Clock const& clock_;
    Clock::Steady next_;
};

/// The log alone: whoever looks after it needs the database, but none of the server's secrets.
class LogReader {
public:
    explicit LogReader(Settings const& settings)
        : database_(context_.get_executor(), database_options(settings, nullptr), clock_, random_)
        , audit_({context_.get_executor(), database_, clock_}) {}

    audit::Verdict verify() {
        ProgressLine line(clock_);
        auto const show = [&line](std::int64_t checked, std::int64_t last) {
            line.show(checked, last);
        };
        auto verdict =
            boost::asio::co_spawn(context_, audit_.verify(show), boost::asio::use_future);
        while (verdict.wait_for(std::chrono::seconds{0}) != std::future_status::ready) {
            context_.restart();
            context_.run_one();
        }
        return verdict.get();
    }

private:
    SystemClock clock_;
    crypto::SystemRandom random_;
    boost::asio::io_context context_{1};
    pg::Database database_;
    audit::AuditModule audit_;
};

template <class T>
json::value or_null(std::optional<T> const& value) {
    return value ? json::value(*value) : json::value(nullptr);
}

json::object json_of(audit::Verdict const& verdict) {
    json::array faults;
    for (auto const& fault : verdict.faults) {
        faults.push_back(json::object{
            {"kind", fault.kind},
            {"id", or_null(fault.id)},
            {"seq", or_null(fault.seq)},
            {"message", fault.message}
        });
    }
    json::value head = nullptr;
    if (verdict.head) {
        auto const hash = crypto::hex_encode(verdict.head->hash);
        head = json::object{{"seq", verdict.head->seq}, {"hash", hash}};
    }
    return {
        {"ok", verdict.fault_count == 0},
        {"checked", verdict.checked},
        {"head", std::move(head)},
        {"faultCount", verdict.fault_count},
        {"faults", std::move(faults)}
    };
}

void print(audit::Verdict const& verdict) {
    for (auto const& fault : verdict.faults)
        std::printf("%s: %s\n", fault.kind.c_str(), fault.message.c_str());
    auto const shown = static_cast<std::int64_t>(verdict.faults.size());
    if (verdict.fault_count > shown)
        std::printf("and %lld more\n", static_cast<long long>(verdict.fault_count - shown));
    if (verdict.fault_count == 0)
        std::printf("The audit log is whole: %lld rows", static_cast<long long>(verdict.checked));
    else
        std::printf(
            "The audit log is NOT whole: %lld faults in %lld rows",
            static_cast<long long>(verdict.fault_count),
            static_cast<long long>(verdict.checked)
        );
    if (verdict.head)
        std::printf(
            ", head %lld %s",
            static_cast<long long>(verdict.head->seq),
            crypto::hex_encode(verdict.head->hash).c_str()
        );
    std::printf(".\n");
}

} // namespace

int verify_audit(bool as_json) {
    try {
        LogReader reader(read_settings(read_tool_environment(), Need::database));
        auto const verdict = reader.verify();
        if (as_json)
            std::printf("%s\n", json::serialize(json_of(verdict)).c_str());
        else
            print(verdict);
        return verdict.fault_count == 0 ? whole : spoiled;
    } catch (std::exception const& error) {
        std::fprintf(
            stderr, "questcity: the audit log was not checked: %s\n", failure_text(error).c_str()
        );
        return not_checked;
    }
}

} // namespace qc::app
