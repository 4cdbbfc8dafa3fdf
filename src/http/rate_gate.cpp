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

RateGate::RateGate(Limits const& limits, resilience::RateLimiter& limiter)
    : limiter_(limiter)
    , anonymous_{"anonymous", limits.anonymous}
    , user_{"user", limits.user}
    , staff_{"staff", limits.staff} {
    classes_[slot(RateClass::login)] = {"login", limits.login};
    classes_[slot(RateClass::registration)] = {"registration", limits.registration};
    classes_[slot(RateClass::mail)] = {"mail", limits.mail};
    classes_[slot(RateClass::code_check)] = {"code_check", limits.code_check};
    classes_[slot(RateClass::upload)] = {"upload", limits.upload};
    classes_[slot(RateClass::checkin)] = {"checkin", limits.checkin};
    classes_[slot(RateClass::money)] = {"money", limits.money};
    classes_[slot(RateClass::search)] = {"search", limits.search};
}

Result<Nothing> RateGate::take(
    resilience::RateClass const& bucket, std::string_view key, RateFields& fields
) const {
    auto const decision = limiter_.take(bucket, key);
    auto const shown = resilience::rate_limit_fields(bucket, decision);
    append(fields.policy, shown.policy);
    append(fields.limit, shown.limit);
    if (decision.allowed) return nothing;
    Error error{&too_many_requests};
    error.retry_after = decision.retry_after;
    return error;
}

Result<Nothing> RateGate::charge_anonymous(Request const& request, RateFields& fields) const {
    return take(anonymous_, address_key(request.client_address), fields);
}

Result<Nothing>
RateGate::charge_address_class(RateClass rate, Request const& request, RateFields& fields) const {
    if (subject_of(rate) != Subject::address) return nothing;
    return take(classes_[slot(rate)], address_key(request.client_address), fields);
}

Result<Nothing>
RateGate::charge_user(RateClass rate, access::Caller const& caller, RateFields& fields) const {
    auto const key = caller.user.text();
    auto const is_staff = caller.role >= static_cast<std::int16_t>(access::Role::manager);
    QC_CHECK_NOW(take(is_staff ? staff_ : user_, key, fields));
    if (subject_of(rate) != Subject::user) return nothing;
    return take(classes_[slot(rate)], key, fields);
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
