// SPDX-License-Identifier: Apache-2.0
#include "http/audit_trail.hpp"

#include <algorithm>

namespace qc::http {
namespace {

bool writes(Method method) {
    return method != Method::get && method != Method::head && method != Method::options;
}

} // namespace

bool is_privileged(RouteSpec const& spec, access::Caller const& caller) {
    static auto const ordinary =
        access::granted(static_cast<std::int16_t>(access::Role::user), false, false);
    if (!writes(spec.method)) return false;
    return std::ranges::any_of(spec.access.permissions, [&](auto permission) {
        return caller.may(permission) && !access::has(ordinary, permission);
    });
}

Task<void> WriteTrail::record(Transaction& transaction, Response const* answer) {
    co_await kept_.record(transaction, request_, answer);
    transaction.on_commit([this] { is_kept_ = true; });
}

void WriteTrail::finish(Response const& answer) noexcept {
    if (!is_kept_ && answer.status < 400) kept_.note(request_, answer);
}

} // namespace qc::http
