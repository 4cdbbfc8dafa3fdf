// SPDX-License-Identifier: Apache-2.0
#include "authentication/http/routes.hpp"
#include "http/endpoint.hpp"

namespace qc::authentication {
namespace {

using JwksReply = http::Reply<contract::RawJson>;

http::RouteSpec jwks() {
    return {
        .path = "/.well-known/jwks.json",
        .summary = "Public keys of access tokens (RFC 7517)",
        .tag = "authentication",
        .access = http::anyone(),
    };
}

} // namespace

void add_key_routes(http::Routes& routes, jwt::AccessTokens const& tokens) {
    routes.push_back(http::plain_route<JwksReply>(
        jwks(),
        [&tokens](http::Call<> const&) -> Task<Result<JwksReply>> {
            JwksReply reply;
            reply.view.text = tokens.keys().jwks();
            reply.headers.emplace_back("Cache-Control", "public, max-age=300");
            co_return reply;
        }
    ));
}

} // namespace qc::authentication
