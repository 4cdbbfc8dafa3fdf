// SPDX-License-Identifier: Apache-2.0
#include "http/rate_gate.hpp"

#include "http/errors.hpp"

#include <boost/asio/ip/address.hpp>

namespace qc::http {
namespace {

enum class Subject { nobody, address, user };

/// Sessions are counted by the authentication module: only it knows the session of a refresh token.
Subject subject_of(RateClass rate) {
    switch (rate) {
    case RateClass::general:
    case RateClass::unlimited:
    case RateClass::refresh:
        return Subject::nobody;
    case RateClass::login:
    case RateClass::registration:
    case RateClass::mail:
    case RateClass::code_check:
        return Subject::address;
    case RateClass::upload:
    case RateClass::checkin:
    case RateClass::money:
    case RateClass::search:
        return Subject::user;
    }
    return Subject::nobody;
}

std::size_t slot(RateClass rate) {
    return static_cast<std::size_t>(rate);
}

void append(std::string& list, std::string const& item) {
    if (!list.empty()) list += ", ";
    list += item;
}

} // namespace

void RateFields::append_to(Fields& headers) const {
    if (policy.empty()) return;
    headers.emplace_back("RateLimit-Policy", policy);
    headers.emplace_back("RateLimit", limit);
}

RateGate::RateGate(Limits const& rates, resilience::RateLimits& limits)
    : limits_(limits)
    , anonymous_{"anonymous", rates.anonymous}
    , user_{"user", rates.user}
    , staff_{"staff", rates.staff} {
    classes_[slot(RateClass::login)] = {"login", rates.login};
    classes_[slot(RateClass::registration)] = {"registration", rates.registration};
    classes_[slot(RateClass::mail)] = {"mail", rates.mail};
    classes_[slot(RateClass::code_check)] = {"code_check", rates.code_check};
    classes_[slot(RateClass::upload)] = {"upload", rates.upload};
    classes_[slot(RateClass::checkin)] = {"checkin", rates.checkin};
    classes_[slot(RateClass::money)] = {"money", rates.money};
    classes_[slot(RateClass::search)] = {"search", rates.search};
}

Task<Result<Nothing>>
RateGate::take(std::span<resilience::Draw const> draws, RateFields& fields) const {
    auto const decisions = co_await limits_.take(draws);
    for (std::size_t i = 0; i < decisions.size(); ++i) {
        auto const shown = resilience::rate_limit_fields(*draws[i].rate_class, decisions[i]);
        append(fields.policy, shown.policy);
        append(fields.limit, shown.limit);
    }
    if (decisions.back().allowed) co_return nothing;
    Error error{&too_many_requests};
    error.retry_after = decisions.back().retry_after;
    co_return error;
}

Task<Result<Nothing>> RateGate::charge_anonymous(Request const& request, RateFields& fields) const {
    resilience::Draw const draw{&anonymous_, address_key(request.client_address)};
    co_return co_await take(std::span(&draw, 1), fields);
}

Task<Result<Nothing>>
RateGate::charge_anonymous(RateClass rate, Request const& request, RateFields& fields) const {
    auto const key = address_key(request.client_address);
    std::array<resilience::Draw, 2> const draws{{{&classes_[slot(rate)], key}, {&anonymous_, key}}};
    std::span<resilience::Draw const> wanted(draws);
    if (subject_of(rate) != Subject::address) wanted = wanted.last(1);
    co_return co_await take(wanted, fields);
}

Task<Result<Nothing>>
RateGate::charge_address_class(RateClass rate, Request const& request, RateFields& fields) const {
    if (subject_of(rate) != Subject::address) co_return nothing;
    resilience::Draw const draw{&classes_[slot(rate)], address_key(request.client_address)};
    co_return co_await take(std::span(&draw, 1), fields);
}

Task<Result<Nothing>>
RateGate::charge_user(RateClass rate, access::Caller const& caller, RateFields& fields) const {
    auto const is_staff = caller.role >= static_cast<std::int16_t>(access::Role::manager);
    // Both in one call: limits that live elsewhere cost one round trip.
    std::array<resilience::Draw, 2> const draws{
        {{is_staff ? &staff_ : &user_, caller.user.text()},
         {&classes_[slot(rate)], caller.user.text()}}
    };
    std::span<resilience::Draw const> wanted(draws);
    if (subject_of(rate) != Subject::user) wanted = wanted.first(1);
    co_return co_await take(wanted, fields);
}

std::string address_key(std::string_view address) {
    namespace ip = boost::asio::ip;
    boost::system::error_code error;
    auto const parsed = ip::make_address(std::string(address), error);
    if (error || parsed.is_v4()) return std::string(address);
    auto v6 = parsed.to_v6();
    if (v6.is_v4_mapped()) return ip::make_address_v4(ip::v4_mapped, v6).to_string();
    auto bytes = v6.to_bytes();
    std::fill(bytes.begin() + 8, bytes.end(), std::uint8_t{0});
    return ip::address_v6(bytes).to_string();
}

} // namespace qc::http
