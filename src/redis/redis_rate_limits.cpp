// SPDX-License-Identifier: Apache-2.0
#include "redis/redis_rate_limits.hpp"

#include <openssl/evp.h>

#include <array>
#include <stdexcept>
#include <utility>

namespace qc::redis {
namespace {

using resilience::Decision;
using resilience::Draw;

/// The token bucket of resilience/token_bucket.hpp. A bucket is a hash: `t` tokens at the time
/// `a`. The clock is that of Redis, the only one that all instances share; when it was set back,
/// nothing is refilled for the time between. A bucket that is full again is forgotten.
constexpr std::string_view script = R"lua(
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local out = {}
for i, key in ipairs(KEYS) do
  local quota = tonumber(ARGV[4 * i - 3])
  local window_us = tonumber(ARGV[4 * i - 2]) * 1000000
  local burst = tonumber(ARGV[4 * i - 1])
  local cost = tonumber(ARGV[4 * i])
  local bucket = redis.call('HMGET', key, 't', 'a')
  local tokens = tonumber(bucket[1]) or burst
  local since = tonumber(bucket[2]) or now
  if now > since then tokens = tokens + (now - since) * quota / window_us end
  tokens = math.min(tokens, burst)
  local allowed = tokens + 0.000001 >= cost
  if allowed then tokens = math.min(burst, math.max(0, tokens - cost)) end
  redis.call('HSET', key, 't', string.format('%.9f', tokens), 'a', string.format('%.0f', now))
  local full_in_us = window_us
  if quota > 0 then full_in_us = (burst - tokens) * window_us / quota end
  redis.call('PEXPIRE', key, math.ceil(full_in_us / 1000) + 1000)
  out[#out + 1] = allowed and 1 or 0
  out[#out + 1] = math.floor(tokens * 1000000 + 0.5)
  if not allowed then break end
end
return out
)lua";

constexpr std::int64_t micro = 1'000'000;
constexpr std::int64_t most_micro_tokens = std::int64_t{1} << 53;

/// Redis names a script by its SHA-1; nothing is kept secret or proven with it.
std::string sha1_hex(std::string_view text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    if (EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha1(), nullptr) != 1) {
        throw std::runtime_error("OpenSSL has no SHA-1");
    }
    std::string hex;
    for (unsigned i = 0; i < size; ++i) {
        constexpr std::string_view digits = "0123456789abcdef";
        hex += digits[digest[i] >> 4U];
        hex += digits[digest[i] & 15U];
    }
    return hex;
}

bool says_unknown_script(Reply const& reply) {
    return reply.kind == Reply::Kind::error && reply.text.starts_with("NOSCRIPT");
}

bool is_decision(Reply const& allowed, Reply const& tokens) {
    if (allowed.kind != Reply::Kind::integer || tokens.kind != Reply::Kind::integer) return false;
    bool const is_flag = allowed.integer == 0 || allowed.integer == 1;
    return is_flag && tokens.integer >= 0 && tokens.integer <= most_micro_tokens;
}

/// A pair for each draw up to the first refusal.
bool are_decisions(Reply const& reply, std::size_t draws) {
    auto const& parts = reply.elements;
    if (parts.empty() || parts.size() % 2 != 0 || parts.size() > 2 * draws) return false;
    for (std::size_t i = 0; i < parts.size(); i += 2) {
        if (!is_decision(parts[i], parts[i + 1])) return false;
        bool const last = i + 2 == parts.size();
        if (!last && parts[i].integer == 0) return false;
        if (last && parts[i].integer == 1 && parts.size() != 2 * draws) return false;
    }
    return true;
}

ReplyCheck check_of(std::size_t draws, bool whole_script) {
    return [draws, whole_script](Reply const& reply) {
        return are_decisions(reply, draws) || (!whole_script && says_unknown_script(reply));
    };
}

Decision decision_of(Draw const& draw, Reply const& allowed, Reply const& tokens) {
    resilience::BucketState const state{
        static_cast<double>(tokens.integer) / static_cast<double>(micro), allowed.integer == 1
    };
    return resilience::decision_of(draw.rate_class->rate, state, draw.cost);
}

} // namespace

RedisRateLimits::RedisRateLimits(Client& client, resilience::RateLimiter& local, Observer* observer)
    : client_(client)
    , local_(local)
    , observer_(observer)
    , script_name_(sha1_hex(script)) {}

Command RedisRateLimits::command(std::span<Draw const> draws, int sign, bool whole_script) const {
    Command words;
    words.reserve(3 + 5 * draws.size());
    words.emplace_back(whole_script ? "EVAL" : "EVALSHA");
    words.emplace_back(whole_script ? std::string(script) : script_name_);
    words.push_back(std::to_string(draws.size()));
    for (auto const& draw : draws)
        words.push_back("qc:rate:" + draw.rate_class->name + ':' + draw.key);
    for (auto const& draw : draws) {
        auto const& rate = draw.rate_class->rate;
        words.push_back(std::to_string(rate.quota));
        words.push_back(std::to_string(rate.window.count()));
        words.push_back(std::to_string(rate.burst));
        words.push_back(std::to_string(sign * static_cast<std::int64_t>(draw.cost)));
    }
    return words;
}

Task<std::optional<Reply>> RedisRateLimits::ask(std::span<Draw const> draws) {
    auto words = command(draws, 1, false);
    auto check = check_of(draws.size(), false);
    auto reply = co_await client_.ask(std::move(words), std::move(check));
    if (!reply || !says_unknown_script(*reply)) co_return reply;
    auto all_words = command(draws, 1, true);
    auto strict = check_of(draws.size(), true);
    co_return co_await client_.ask(std::move(all_words), std::move(strict));
}

Task<std::vector<Decision>> RedisRateLimits::take(std::span<Draw const> draws) {
    auto decisions = co_await local_.take(draws);
    if (!decisions.back().allowed) {
        // The shared bucket has no more than ours: everything that we took was taken there too.
        if (decisions.size() > 1) tell(draws.first(decisions.size() - 1), 1);
        co_return decisions;
    }
    auto const reply = co_await ask(draws);
    if (!reply) {
        if (observer_ != nullptr) observer_->fell_back();
        co_return decisions;
    }
    decisions.clear();
    auto const& parts = reply->elements;
    for (std::size_t i = 0; i < parts.size(); i += 2)
        decisions.push_back(decision_of(draws[i / 2], parts[i], parts[i + 1]));
    // What was refused there, and what was not asked for any more, is not taken here either.
    auto const kept = decisions.back().allowed ? draws.size() : decisions.size() - 1;
    for (auto const& draw : draws.subspan(kept))
        local_.refund(draw);
    co_return decisions;
}

void RedisRateLimits::refund(Draw const& draw) noexcept {
    local_.refund(draw);
    tell(std::span(&draw, 1), -1);
}

void RedisRateLimits::tell(std::span<Draw const> draws, int sign) {
    if (!client_.connected()) return;
    client_.tell(command(draws, sign, false), check_of(draws.size(), false));
}

} // namespace qc::redis
