// SPDX-License-Identifier: Apache-2.0
#include "compat/alias_routes.hpp"

#include "contract/write.hpp"

#include <algorithm>
#include <stdexcept>

namespace qc::compat {

http::Route& find(http::Routes& routes, RouteName name) {
    auto const found = std::ranges::find_if(routes, [&](http::Route const& route) {
        return route.spec.method == name.method && route.spec.path == name.path;
    });
    if (found == routes.end()) {
        throw std::logic_error("an alias names a route that is gone: " + std::string(name.path));
    }
    return *found;
}

http::Route alias_of(http::Routes& routes, RouteName target, RouteName alias) {
    auto copy = find(routes, target);
    copy.spec.method = alias.method;
    copy.spec.path = alias.path;
    copy.spec.hidden = true;
    return copy;
}

http::Handler retelling(http::Handler inner, Retell retell) {
    return [inner = std::move(inner), retell = std::move(retell)](
               http::Request const& request, http::RouteContext& context
           ) -> Task<Result<http::Response>> {
        QC_TRY(auto response, co_await inner(request, context));
        co_return retell(request, std::move(response));
    };
}

http::Handler translating(Translate translate, http::Handler inner) {
    return [translate = std::move(translate), inner = std::move(inner)](
               http::Request const& request, http::RouteContext& context
           ) -> Task<Result<http::Response>> {
        auto const translated = translate(request);
        co_return co_await inner(translated ? *translated : request, context);
    };
}

http::Response json_answer(http::Response like, std::string body) {
    like.status = 200;
    like.content_type = http::json_content_type;
    like.body = std::move(body);
    return like;
}

contract::Json tree_of(http::Response const& response) {
    contract::Problems problems;
    auto tree = contract::parse_json(response.body, problems);
    if (!tree) throw std::logic_error("an answer of ours is no JSON");
    return *std::move(tree);
}

void copy_member(std::string& out, contract::Json const& from, std::string_view key) {
    contract::write_text(out, key);
    out += ':';
    auto const* const value = from.find(key);
    contract::write_json(out, value != nullptr ? *value : contract::Json());
}

void write_never_null(std::string& out, std::string_view key, contract::Json const* value) {
    contract::write_text(out, key);
    out += ':';
    auto const* const text = value != nullptr ? value->text() : nullptr;
    contract::write_text(out, text != nullptr ? *text : std::string());
}

} // namespace qc::compat
