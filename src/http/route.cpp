// SPDX-License-Identifier: Apache-2.0
#include "http/route.hpp"

namespace qc::http {

Access anyone() {
    return {Access::Kind::anyone, {}, {}};
}

Access signed_in() {
    return {Access::Kind::signed_in, {}, {}};
}

Access verified() {
    return {Access::Kind::verified, {}, {}};
}

Access may(access::Permission permission) {
    return {Access::Kind::any_of, {permission}, {}};
}

Access may_any(std::vector<access::Permission> permissions) {
    return {Access::Kind::any_of, std::move(permissions), {}};
}

Priority effective_priority(RouteSpec const& spec) {
    switch (spec.rate) {
    case RateClass::login:
    case RateClass::registration:
    case RateClass::mail:
    case RateClass::refresh:
    case RateClass::code_check:
        return Priority::sign_in;
    case RateClass::money:
        return Priority::money;
    case RateClass::search:
        return Priority::search;
    case RateClass::general:
    case RateClass::unlimited:
    case RateClass::upload:
    case RateClass::checkin:
        break;
    }
    return spec.priority;
}

} // namespace qc::http
