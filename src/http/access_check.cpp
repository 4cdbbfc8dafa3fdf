// SPDX-License-Identifier: Apache-2.0
#include "http/access_check.hpp"

#include "access/errors.hpp"

#include <algorithm>

namespace qc::http {
namespace {

std::string alternatives(std::vector<access::Permission> const& permissions) {
    std::string names;
    for (auto const permission : permissions) {
        if (!names.empty()) names += '|';
        names += access::text_of(permission).name;
    }
    return names;
}

} // namespace

std::optional<std::string_view> bearer_token(Request const& request) {
    constexpr std::string_view scheme = "Bearer ";
    auto const field = request.headers.find("Authorization");
    if (!field || !same_field_name(field->substr(0, scheme.size()), scheme)) return std::nullopt;
    auto const start = field->find_first_not_of(' ', scheme.size());
    if (start == std::string_view::npos) return std::nullopt;
    return field->substr(start, field->find_last_not_of(' ') - start + 1);
}

Result<Nothing> check_permission(Access const& access, access::Caller const& caller) {
    switch (access.kind) {
    case Access::Kind::anyone:
    case Access::Kind::signed_in:
        return nothing;
    case Access::Kind::verified:
        if (caller.is_verified) return nothing;
        return Error{&access::permission_denied}.saying("The e-mail address is not verified.");
    case Access::Kind::any_of:
        break;
    }
    auto const granted = std::ranges::any_of(access.permissions, [&](auto permission) {
        return caller.may(permission);
    });
    if (granted) return nothing;
    return Error{&access::permission_denied}.with("permission", alternatives(access.permissions));
}

} // namespace qc::http
