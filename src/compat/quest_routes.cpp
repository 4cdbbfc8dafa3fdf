// SPDX-License-Identifier: Apache-2.0
#include "compat/alias_routes.hpp"
#include "compat/edit_form.hpp"
#include "contract/write.hpp"

namespace qc::compat {
namespace {

using http::Method;

constexpr std::string_view quests = "/api/v1/quests";
constexpr std::string_view one_quest = "/api/v1/quests/{id}";

/// {success, message, questId, quest:{id, name, description, image}} of QuestAdmin or QuestShort.
Retell told_as_done(std::string_view message) {
    return [message](http::Request const&, http::Response response) {
        auto const quest = tree_of(response);
        std::string body = R"({"success":true,"message":)";
        contract::write_text(body, message);
        auto const* const id = quest.find("id");
        for (auto const* const key : {"questId", "quest_id"}) {
            body += ",\"" + std::string(key) + "\":";
            contract::write_json(body, id != nullptr ? *id : contract::Json());
        }
        body += ",\"quest\":{";
        for (auto const* const key : {"id", "name", "description", "image"}) {
            if (body.back() != '{') body += ',';
            copy_member(body, quest, key);
        }
        body += "}}";
        response.headers.clear();
        return json_answer(std::move(response), std::move(body));
    };
}

http::Response told_as_empty(http::Request const&, http::Response response) {
    response.status = 204;
    response.content_type.clear();
    response.body.clear();
    return response;
}

std::optional<http::Request> meant(http::Request const& request) {
    for (auto const& [name, value] : request.path_parameters) {
        if (name != "id") continue;
        auto body = without_form_defaults(request.body, value);
        if (!body) return std::nullopt;
        auto translated = request;
        translated.body = *std::move(body);
        return translated;
    }
    return std::nullopt;
}

/// {filesPath, files_path} of the uploaded files.
http::Response told_as_paths(http::Request const&, http::Response response) {
    auto const tree = tree_of(response);
    std::string urls = "[";
    auto const* const files = tree.find("files");
    if (files != nullptr && files->list() != nullptr) {
        for (auto const& file : *files->list()) {
            if (urls.size() > 1) urls += ',';
            auto const* const url = file.find("url");
            contract::write_json(urls, url != nullptr ? *url : contract::Json());
        }
    }
    urls += ']';
    return json_answer(
        std::move(response), R"({"filesPath":)" + urls + R"(,"files_path":)" + urls + "}"
    );
}

void add_point_aliases(http::Routes& routes) {
    constexpr std::string_view points = "/api/v1/quests/{questId}/points";
    http::Routes added;
    for (auto const& route : routes) {
        std::string_view const path = route.spec.path;
        if (!path.starts_with(points)) continue;
        auto copy = route;
        copy.spec.path = std::string(quests) + std::string(path.substr(path.find("/quests")));
        copy.spec.hidden = true;
        added.push_back(std::move(copy));
    }
    for (auto& route : added)
        routes.push_back(std::move(route));
}

} // namespace

void add_quest_aliases(http::Routes& routes) {
    auto& edit = find(routes, {Method::patch, one_quest});
    edit.handler = translating(meant, std::move(edit.handler));

    auto create = alias_of(routes, {Method::post, quests}, {Method::post, "/api/v1/quests/create"});
    create.handler =
        retelling(std::move(create.handler), told_as_done("Quest created successfully"));
    auto update =
        alias_of(routes, {Method::patch, one_quest}, {Method::put, "/api/v1/quests/update/{id}"});
    update.handler =
        retelling(std::move(update.handler), told_as_done("Quest updated successfully"));
    auto silent = alias_of(
        routes, {Method::patch, one_quest}, {Method::patch, "/api/v1/quests/update-quest/{id}"}
    );
    silent.handler = retelling(std::move(silent.handler), told_as_empty);
    auto category = alias_of(
        routes,
        {Method::patch, "/api/v1/quests/categories/{id}"},
        {Method::put, "/api/v1/admins/category/{id}"}
    );
    auto upload = alias_of(
        routes, {Method::post, "/api/v1/files"}, {Method::post, "/api/v1/files/upload_files"}
    );
    upload.handler = retelling(std::move(upload.handler), told_as_paths);
    add_point_aliases(routes);
    for (auto* const route : {&create, &update, &silent, &category, &upload})
        routes.push_back(std::move(*route));
}

} // namespace qc::compat
