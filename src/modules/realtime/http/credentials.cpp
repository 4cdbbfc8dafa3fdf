// SPDX-License-Identifier: Apache-2.0
#include "realtime/http/credentials.hpp"

#include "access/errors.hpp"
#include "http/access_check.hpp"
#include "http/input.hpp"

#include <algorithm>

namespace qc::realtime {
namespace {

std::optional<std::string> query_value(http::Request const& request, std::string_view name) {
    auto const fields = http::query_fields(request);
    auto const found = std::ranges::find_if(fields, [name](auto const& field) {
        return field.first == name && !field.second.empty();
    });
    if (found == fields.end()) return std::nullopt;
    return found->second;
}

} // namespace

std::optional<Credentials> credentials_of(http::Request const& request, QueryToken query_token) {
    if (auto const token = http::bearer_token(request)) return Credentials{std::string(*token)};
    if (auto ticket = query_value(request, "ticket")) return Credentials{*std::move(ticket), true};
    if (query_token == QueryToken::refused) return std::nullopt;
    if (auto token = query_value(request, "token")) return Credentials{*std::move(token)};
    return std::nullopt;
}

Task<Result<Admitted>> check(LiveParts& parts, Credentials credentials) {
    if (credentials.is_ticket) co_return co_await parts.tickets.redeem(std::move(credentials.text));
    co_return co_await parts.callers.authenticate(std::move(credentials.text));
}

Result<Nothing> check_rights(access::Caller const& caller) {
    if (!caller.is_active) return access::inactive_user;
    if (!caller.may(access::Permission::send_messages)) {
        return Error{&access::permission_denied}.with("permission", std::string("send_messages"));
    }
    return nothing;
}

Closing closing_of(Error const& refusal) {
    auto const& code = refusal.code->code;
    if (code == access::session_revoked.code) return Closing::session_revoked();
    bool const is_forbidden = refusal.code->kind == ErrorKind::forbidden;
    return is_forbidden ? Closing::user_inactive() : Closing::token_invalid();
}

} // namespace qc::realtime
