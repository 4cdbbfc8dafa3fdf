// SPDX-License-Identifier: Apache-2.0
#include "app/documents/document_routes.hpp"

#include "app/documents/assets.hpp"
#include "http/openapi.hpp"

namespace qc::app {
namespace {

/// The browser makes its own style elements; scripts come from here only.
constexpr auto browser_policy =
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'";

http::Route page_route(Asset const& asset) {
    http::Route route;
    route.spec = http::RouteSpec{
        .method = http::Method::get,
        .path = asset.name.empty() ? "/api/docs" : "/api/docs/" + std::string(asset.name),
        .summary = "The API browser",
        .tag = "Documents",
        .access = http::anyone()
    };
    route.spec.body_kind = http::BodyKind::none;
    route.spec.hidden = !asset.name.empty();
    route.produces = "text/html";
    route.handler =
        [asset](http::Request const&, http::RouteContext&) -> Task<Result<http::Response>> {
        http::Response response;
        response.content_type = asset.content_type;
        response.body = asset.content;
        response.headers.emplace_back("Content-Security-Policy", browser_policy);
        co_return response;
    };
    return route;
}

http::Route openapi_route() {
    http::Route route;
    route.spec = http::RouteSpec{
        .method = http::Method::get,
        .path = "/openapi.json",
        .summary = "This document",
        .tag = "Documents",
        .access = http::anyone()
    };
    route.spec.body_kind = http::BodyKind::none;
    return route;
}

} // namespace

void add_document_routes(http::Routes& routes, std::string const& version, ApiDocument& document) {
    for (auto const& asset : document_assets())
        routes.push_back(page_route(asset));
    routes.push_back(openapi_route());
    // Only now is every route there: the document describes itself too.
    if (!document)
        document = std::make_shared<std::string const>(http::openapi_document(routes, version));
    routes.back().handler =
        [document](http::Request const&, http::RouteContext&) -> Task<Result<http::Response>> {
        http::Response response;
        response.content_type = http::json_content_type;
        response.body = *document;
        co_return response;
    };
}

} // namespace qc::app
