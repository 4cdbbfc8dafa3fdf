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

} // namespace qc::http
