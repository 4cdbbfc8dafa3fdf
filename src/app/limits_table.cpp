// SPDX-License-Identifier: Apache-2.0
#include "app/limits.hpp"

#include <cmath>

namespace qc::app {
namespace {

using authentication::AuthenticationSettings;
using authentication::CodeRules;
using authentication::PasswordPolicy;
using authentication::SessionRules;
using authentication::ThrottleRules;
using blocking::PoolLimits;
using friends::InvitationLimits;
using http_server::Timeouts;
using pg::DatabaseOptions;
using resilience::BreakerOptions;
using resilience::Rate;
using resilience::ShedOptions;
using Connections = http_server::ConnectionCap::Limits;
using Http = http::Limits;

constexpr std::int64_t many = 1'000'000;
constexpr std::int64_t day_seconds = 86'400;
constexpr std::int64_t hour_ms = 3'600'000;

/// Follows member pointers from the limits down to one number.
template <auto First, auto... Rest>
auto& at(auto& from) {
    if constexpr (sizeof...(Rest) == 0)
        return from.*First;
    else
        return at<Rest...>(from.*First);
}

template <class Rep, class Period>
std::int64_t count_of(std::chrono::duration<Rep, Period> duration) {
    return duration.count();
}

template <class Number>
std::int64_t count_of(Number number) {
    return static_cast<std::int64_t>(number);
}

template <auto... Path>
LimitKey number(std::string_view key, std::int64_t least, std::int64_t most) {
    auto const read = [](Limits const& limits) { return count_of(at<Path...>(limits)); };
    auto const write = [](Limits& limits, std::int64_t value) {
        auto& field = at<Path...>(limits);
        field = static_cast<std::remove_reference_t<decltype(field)>>(value);
    };
    return {key, least, most, read, write};
}

/// A share of 1, given in percent.
template <auto... Path>
LimitKey percent(std::string_view key) {
    auto const read = [](Limits const& limits) -> std::int64_t {
        return std::llround(at<Path...>(limits) * 100);
    };
    auto const write = [](Limits& limits, std::int64_t value) {
        at<Path...>(limits) = static_cast<double>(value) / 100;
    };
    return {key, 1, 100, read, write};
}

template <auto Bucket>
LimitKey quota(std::string_view key) {
    return number<&Limits::rates, Bucket, &Rate::quota>(key, 1, many);
}

/// Where the contract gives no burst, it equals the rate.
template <auto Bucket>
LimitKey quota_and_burst(std::string_view key) {
    auto limit = quota<Bucket>(key);
    limit.write = [](Limits& limits, std::int64_t value) {
        auto& rate = at<&Limits::rates, Bucket>(limits);
        rate.quota = rate.burst = static_cast<std::uint64_t>(value);
    };
    return limit;
}

template <auto Bucket>
LimitKey burst(std::string_view key) {
    return number<&Limits::rates, Bucket, &Rate::burst>(key, 1, many);
}

template <auto... Path>
LimitKey sign_in(std::string_view key, std::int64_t least, std::int64_t most) {
    return number<&Limits::authentication, Path...>(key, least, most);
}

LimitKey argon2_memory() {
    auto const read = [](Limits const& limits) {
        return static_cast<std::int64_t>(limits.argon2.memory_bytes / 1024);
    };
    auto const write = [](Limits& limits, std::int64_t kib) {
        limits.argon2.memory_bytes = static_cast<std::size_t>(kib) * 1024;
    };
    return {"argon2MemoryKib", 19'456, 1'048'576, read, write};
}

std::vector<LimitKey> password_keys() {
    constexpr auto passwords = &AuthenticationSettings::passwords;
    return {
        argon2_memory(),
        number<&Limits::argon2, &crypto::Argon2Cost::passes>("argon2Passes", 2, 20),
        number<&Limits::hashing, &PoolLimits::threads>("hashThreads", 1, 64),
        number<&Limits::hashing, &PoolLimits::queue>("hashQueue", 1, 10'000),
        number<&Limits::hashing, &PoolLimits::max_wait>("hashWaitMs", 1, 60'000),
        sign_in<passwords, &PasswordPolicy::staff_min_length>("staffPasswordMinLength", 12, 128),
    };
}

std::vector<LimitKey> session_keys() {
    constexpr auto sessions = &AuthenticationSettings::sessions;
    constexpr auto year = 366 * day_seconds;
    return {
        sign_in<sessions, &SessionRules::repeat_window>("refreshRepeatSeconds", 0, 60),
        sign_in<sessions, &SessionRules::absolute>("sessionAbsoluteSeconds", 60, year),
        sign_in<sessions, &SessionRules::staff_idle>("staffSessionIdleSeconds", 60, year),
        sign_in<sessions, &SessionRules::staff_absolute>("staffSessionAbsoluteSeconds", 60, year),
        sign_in<sessions, &SessionRules::max_per_user>("sessionsPerUser", 1, 1'000),
    };
}

std::vector<LimitKey> throttle_keys() {
    constexpr auto codes = &AuthenticationSettings::codes;
    constexpr auto throttle = &AuthenticationSettings::throttle;
    using Rules = ThrottleRules;
    return {
        sign_in<codes, &CodeRules::max_attempts>("codeTries", 1, 10),
        sign_in<codes, &CodeRules::resend_after>("codeResendSeconds", 0, 3'600),
        sign_in<codes, &CodeRules::max_per_hour>("codesPerHour", 1, 1'000),
        sign_in<codes, &CodeRules::max_per_day>("codesPerDay", 1, 1'000),
        sign_in<throttle, &Rules::free_failures>("loginFreeFailures", 1, 100),
        sign_in<throttle, &Rules::window>("loginFailureWindowSeconds", 1, day_seconds),
        sign_in<throttle, &Rules::first_delay>("loginFirstDelaySeconds", 1, 300),
        sign_in<throttle, &Rules::longest_delay>("loginLongestDelaySeconds", 300, day_seconds),
        sign_in<throttle, &Rules::mail_after>("loginMailAfterFailures", 1, 1'000),
        sign_in<throttle, &Rules::failures_per_address_hour>(
            "loginFailuresPerHourPerAddress", 1, many
        ),
        sign_in<throttle, &Rules::refreshes_per_session>(
            "refreshPerFiveMinutesPerSession", 1, many
        ),
    };
}

std::vector<LimitKey> rate_keys() {
    constexpr auto invitations = &Limits::invitations;
    return {
        quota<&Http::anonymous>("anonymousPerMinutePerAddress"),
        burst<&Http::anonymous>("anonymousBurst"),
        quota<&Http::user>("userPerMinute"),
        burst<&Http::user>("userBurst"),
        quota_and_burst<&Http::staff>("staffPerMinute"),
        burst<&Http::staff>("staffBurst"),
        quota_and_burst<&Http::login>("loginPerMinutePerAddress"),
        burst<&Http::login>("loginBurst"),
        quota_and_burst<&Http::registration>("registerPerHourPerAddress"),
        burst<&Http::registration>("registerBurst"),
        quota_and_burst<&Http::mail>("mailRequestPerHourPerAddress"),
        burst<&Http::mail>("mailRequestBurst"),
        quota_and_burst<&Http::code_check>("codeCheckPerFiveMinutesPerAddress"),
        burst<&Http::code_check>("codeCheckBurst"),
        quota_and_burst<&Http::upload>("uploadPerMinute"),
        burst<&Http::upload>("uploadBurst"),
        quota_and_burst<&Http::checkin>("checkInPerMinute"),
        burst<&Http::checkin>("checkInBurst"),
        quota_and_burst<&Http::money>("moneyPerMinute"),
        burst<&Http::money>("moneyBurst"),
        quota_and_burst<&Http::search>("searchPerMinute"),
        burst<&Http::search>("searchBurst"),
        number<invitations, &InvitationLimits::per_user_and_day>("invitationsPerDay", 0, 10'000),
        number<invitations, &InvitationLimits::address_pause>("invitationPauseHours", 1, 24 * 30),
    };
}

std::vector<LimitKey> connection_keys() {
    constexpr auto timeouts = &Limits::timeouts;
    return {
        number<&Limits::connections, &Connections::total>("connections", 1, many),
        number<&Limits::connections, &Connections::per_address>("connectionsPerAddress", 0, many),
        number<timeouts, &Timeouts::head>("headTimeoutMs", 100, hour_ms),
        number<timeouts, &Timeouts::body_grace>("bodyGraceMs", 100, hour_ms),
        number<timeouts, &Timeouts::body_bytes_per_second>("bodyBytesPerSecond", 1, many),
        number<timeouts, &Timeouts::body>("bodyTimeoutMs", 100, hour_ms),
        number<timeouts, &Timeouts::upload_body>("uploadBodyTimeoutMs", 100, hour_ms),
        number<timeouts, &Timeouts::idle>("idleTimeoutMs", 100, hour_ms),
        number<timeouts, &Timeouts::write>("writeTimeoutMs", 100, hour_ms),
    };
}

std::vector<LimitKey> live_keys() {
    constexpr auto live = &Limits::live;
    using Rules = realtime::LiveRules;
    return {
        number<&Limits::live_connections, &Connections::per_address>(
            "liveConnectionsPerAddress", 0, many
        ),
        number<live, &ws::Options::ping_after>("liveHeartbeatMs", 1'000, hour_ms),
        number<live, &ws::Options::pong_within>("livePongTimeoutMs", 1'000, hour_ms),
        number<live, &ws::Options::close_within>("liveCloseTimeoutMs", 100, 60'000),
        number<live, &ws::Options::queue_bytes_max>("liveQueueBytes", 65'536, 64 * many),
        number<live, &ws::Options::queue_frames_max>("liveQueueFrames", 1, many),
        number<&Limits::live_rules, &Rules::frames, &Rate::quota>("liveFramesPerSecond", 1, many),
        number<&Limits::live_rules, &Rules::frames, &Rate::burst>("liveFramesBurst", 1, many),
        number<&Limits::live_rules, &Rules::offline_after>("liveOfflineAfterSeconds", 0, 3'600),
    };
}

std::vector<LimitKey> database_keys() {
    constexpr auto database = &Limits::database;
    using Options = DatabaseOptions;
    return {
        number<database, &Options::queue>("databaseQueue", 1, 100'000),
        number<database, &Options::max_in_flight_reads>("databaseReadsInFlight", 1, 100'000),
        number<database, &Options::connect_timeout>("databaseConnectTimeoutMs", 1, 60'000),
        number<database, &Options::lock_timeout>("databaseLockTimeoutMs", 1, 60'000),
        number<database, &Options::idle_in_transaction_timeout>(
            "databaseIdleInTransactionTimeoutMs", 1, hour_ms
        ),
        number<database, &Options::slow_statement_timeout>(
            "databaseSlowStatementTimeoutMs", 1, hour_ms
        ),
        number<database, &Options::answer_grace>("databaseAnswerGraceMs", 1, 60'000),
        number<database, &Options::connection_lifetime>(
            "databaseLifetimeSeconds", 10, 7 * day_seconds
        ),
    };
}

std::vector<LimitKey> redis_keys() {
    constexpr auto options = &Limits::redis;
    constexpr auto breaker = &Limits::redis_breaker;
    using Options = redis::Options;
    return {
        number<options, &Options::connect_timeout>("redisConnectTimeoutMs", 1, 60'000),
        number<options, &Options::command_timeout>("redisCommandTimeoutMs", 1, 60'000),
        number<options, &Options::max_in_flight>("redisInFlight", 1, 100'000),
        number<breaker, &BreakerOptions::minimum_calls>("redisBreakerMinimumCalls", 1, many),
        percent<breaker, &BreakerOptions::failure_rate>("redisBreakerFailurePercent"),
        percent<breaker, &BreakerOptions::slow_rate>("redisBreakerSlowPercent"),
        number<breaker, &BreakerOptions::slow_call>("redisBreakerSlowMs", 1, 600'000),
        number<breaker, &BreakerOptions::open_for>("redisBreakerOpenMs", 100, 60'000),
        number<breaker, &BreakerOptions::open_at_most>("redisBreakerLongestMs", 60'000, hour_ms),
        number<breaker, &BreakerOptions::probes>("redisBreakerProbes", 1, 100),
    };
}

std::vector<LimitKey> resilience_keys() {
    constexpr auto shedding = &Limits::shedding;
    constexpr auto breaker = &Limits::mail_breaker;
    constexpr auto shutdown = &Limits::shutdown;
    return {
        number<&Limits::mail_timeout>("mailTimeoutMs", 100, 600'000),
        number<breaker, &BreakerOptions::minimum_calls>("mailBreakerMinimumCalls", 1, many),
        percent<breaker, &BreakerOptions::failure_rate>("mailBreakerFailurePercent"),
        percent<breaker, &BreakerOptions::slow_rate>("mailBreakerSlowPercent"),
        number<breaker, &BreakerOptions::slow_call>("mailBreakerSlowMs", 1, 600'000),
        number<breaker, &BreakerOptions::open_for>("mailBreakerOpenMs", 100, 60'000),
        number<breaker, &BreakerOptions::open_at_most>("mailBreakerLongestMs", 60'000, hour_ms),
        number<breaker, &BreakerOptions::probes>("mailBreakerProbes", 1, 100),
        number<shedding, &ShedOptions::max_in_flight>("requestsInFlight", 1, 100'000),
        number<shedding, &ShedOptions::target_wait>("shedWaitMs", 1, 60'000),
        number<shedding, &ShedOptions::patience>("shedPatienceMs", 1, 60'000),
        number<shutdown, &ShutdownLimits::grace>("shutdownGraceSeconds", 0, 300),
        number<shutdown, &ShutdownLimits::drain>("shutdownDrainSeconds", 0, 300),
    };
}

std::vector<LimitKey> made() {
    std::vector<LimitKey> all;
    for (auto* group :
         {&password_keys,
          &session_keys,
          &throttle_keys,
          &rate_keys,
          &connection_keys,
          &live_keys,
          &database_keys,
          &redis_keys,
          &resilience_keys}) {
        auto const keys = (*group)();
        all.insert(all.end(), keys.begin(), keys.end());
    }
    return all;
}

} // namespace

std::span<LimitKey const> all_limits() {
    static auto const keys = made();
    return keys;
}

} // namespace qc::app
