// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "http/limits.hpp"
#include "http/route.hpp"
#include "resilience/rate_limiter.hpp"

#include <array>
#include <string>
#include <string_view>

namespace qc::http {

/// What the buckets of one request say about themselves in the answer.
struct RateFields {
    std::string policy;
    std::string limit;

    void append_to(Fields& headers) const;
};

/// Which buckets a request draws from. Immutable; the limiter behind it is shared by the workers.
class RateGate {
public:
    RateGate(Limits const& limits, resilience::RateLimiter& limiter);

    /// The general bucket of an address without a valid token.
    [[nodiscard]] Result<Nothing>
    charge_anonymous(Request const& request, RateFields& fields) const;

    /// The bucket of the route's class, when it counts addresses.
    [[nodiscard]] Result<Nothing>
    charge_address_class(RateClass rate, Request const& request, RateFields& fields) const;

    /// The general bucket of the user, then that of the route's class, when it counts users.
    [[nodiscard]] Result<Nothing>
    charge_user(RateClass rate, access::Caller const& caller, RateFields& fields) const;

private:
    [[nodiscard]] Result<Nothing>
    take(resilience::RateClass const& bucket, std::string_view key, RateFields& fields) const;

    static constexpr std::size_t class_count = 11;

    resilience::RateLimiter& limiter_;
    resilience::RateClass anonymous_;
    resilience::RateClass user_;
    resilience::RateClass staff_;
    std::array<resilience::RateClass, class_count> classes_;
};

/// Key of an address: IPv4 as it is (also when mapped into IPv6), IPv6 by its /64.
[[nodiscard]] std::string address_key(std::string_view address);

} // namespace qc::http
