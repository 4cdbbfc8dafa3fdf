// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "core/task.hpp"
#include "http/limits.hpp"
#include "http/route.hpp"
#include "resilience/rate_limits.hpp"

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace qc::http {

/// What the buckets of one request say about themselves in the answer.
struct RateFields {
    std::string policy;
    std::string limit;

    void append_to(Fields& headers) const;
};

/// Which buckets a request draws from. Belongs to one worker, as the limits behind it do.
class RateGate {
public:
    RateGate(Limits const& rates, resilience::RateLimits& limits);

    // The arguments outlive the tasks.

    /// The general bucket of an address without a valid token.
    [[nodiscard]] Task<Result<Nothing>>
    charge_anonymous(Request const& request, RateFields& fields) const;

    /// The same behind the bucket of the route's class, when that counts addresses.
    [[nodiscard]] Task<Result<Nothing>>
    charge_anonymous(RateClass rate, Request const& request, RateFields& fields) const;

    /// The bucket of the route's class alone, when it counts addresses.
    [[nodiscard]] Task<Result<Nothing>>
    charge_address_class(RateClass rate, Request const& request, RateFields& fields) const;

    /// The general bucket of the user, then that of the route's class, when it counts users.
    [[nodiscard]] Task<Result<Nothing>>
    charge_user(RateClass rate, access::Caller const& caller, RateFields& fields) const;

private:
    [[nodiscard]] Task<Result<Nothing>>
    take(std::span<resilience::Draw const> draws, RateFields& fields) const;

    static constexpr std::size_t class_count = 11;

    resilience::RateLimits& limits_;
    resilience::RateClass anonymous_;
    resilience::RateClass user_;
    resilience::RateClass staff_;
    std::array<resilience::RateClass, class_count> classes_;
};

/// Key of an address: IPv4 as it is (also when mapped into IPv6), IPv6 by its /64.
[[nodiscard]] std::string address_key(std::string_view address);

} // namespace qc::http
