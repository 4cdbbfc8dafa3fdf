// SPDX-License-Identifier: Apache-2.0
#include "compat/alias_routes.hpp"
#include "contract/write.hpp"

namespace qc::compat {
namespace {

using http::Method;

/// {status, message, total, notifications:[{date_name, notification:[...]}]} of a page.
http::Response told_by_day(http::Request const&, http::Response response) {
    auto const page = tree_of(response);
    std::string out = R"({"status":true,"message":"",)";
    copy_member(out, page, "total");
    out += R"(,"notifications":[)";
    std::string day;
    for (auto const& notice : *page.find("items")->list()) {
        auto const* const created = notice.find("createdAt");
        auto const date = created->text()->substr(0, std::string_view("YYYY-MM-DD").size());
        if (date != day) {
            if (!day.empty()) out += "]},";
            out += R"({"date_name":")" + date + R"(","notification":[)";
            day = date;
        } else {
            out += ',';
        }
        out += '{';
        write_never_null(out, "title", notice.find("title"));
        out += ',';
        write_never_null(out, "action", notice.find("action"));
        out += ',';
        write_never_null(out, "date", created);
        out += '}';
    }
    if (!day.empty()) out += "]}";
    return json_answer(std::move(response), out + "]}");
}

std::optional<http::Request> newest_page(http::Request const& request) {
    auto page = request;
    page.method = Method::get;
    page.query = "size=100";
    page.body.clear();
    return page;
}

} // namespace

void add_notification_aliases(http::Routes& routes) {
    auto by_day = alias_of(
        routes, {Method::get, "/api/v1/notifications"}, {Method::post, "/api/v1/users/notification"}
    );
    by_day.handler = translating(newest_page, retelling(std::move(by_day.handler), told_by_day));
    routes.push_back(std::move(by_day));
}

} // namespace qc::compat
