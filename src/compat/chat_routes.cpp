// SPDX-License-Identifier: Apache-2.0
#include "compat/alias_routes.hpp"
#include "contract/decode.hpp"
#include "contract/limited.hpp"
#include "contract/write.hpp"
#include "core/clock.hpp"

#include <boost/describe.hpp>

#include <algorithm>

namespace qc::compat {

struct OldHistoryBody {
    ChatId id_chat;
    /// A history is not read deeper: each hundred costs a query.
    std::optional<contract::Int<0, 10'000>> offset;
    std::optional<contract::Int<1, 100>> limit;
};
BOOST_DESCRIBE_STRUCT(OldHistoryBody, (), (id_chat, offset, limit))

namespace {

using contract::Json;
using http::Method;

constexpr std::int64_t page_limit = 100;
constexpr std::int64_t default_limit = 10;

std::int64_t unix_seconds(Json const* text) {
    auto const instant =
        text != nullptr && text->text() != nullptr ? parse_rfc3339(*text->text()) : std::nullopt;
    if (!instant) return 0;
    return std::chrono::duration_cast<std::chrono::seconds>(instant->time_since_epoch()).count();
}

Json const* below(Json const* object, std::string_view key) {
    return object != nullptr ? object->find(key) : nullptr;
}

void write(std::string& out, std::string_view key, Json const* value) {
    contract::write_text(out, key);
    out += ':';
    contract::write_json(out, value != nullptr ? *value : Json());
}

void write_number(std::string& out, std::string_view key, std::int64_t number) {
    contract::write_text(out, key);
    out += ':' + std::to_string(number);
}

void write_old_message(
    std::string& out, Json const& message, ChatId chat, std::string const& reader
) {
    auto const* const file = message.find("file");
    bool const has_file = file != nullptr && !file->is_null();
    auto const* const author = below(message.find("author"), "id");
    bool const is_own = author != nullptr && author->text() != nullptr && *author->text() == reader;
    out += R"({"id_chat":")" + std::to_string(chat.value) + "\",";
    write_never_null(out, "msg", message.find("text"));
    out += R"(,"msgType":)";
    out += has_file ? R"("file",)" : R"("text",)";
    write_number(out, "timestamp_send", unix_seconds(message.find("createdAt")));
    out += ',';
    write(out, "media_path", file);
    out += R"(,"id_sender":null,"isMe":)";
    out += is_own ? "true," : "false,";
    write(out, "id", message.find("id"));
    out += ',';
    write(out, "is_read", message.find("isRead"));
    out += '}';
}

/// Reads a chat page by page until it has passed `offset` messages.
class OldHistory {
public:
    explicit OldHistory(http::Handler read) : read_(std::move(read)) {}

    Task<Result<http::Response>>
    answer(http::Request const& request, http::RouteContext& context) const {
        auto const body = contract::decode_body<OldHistoryBody>(request.body);
        if (!body) co_return body.error();
        auto skipped = body->offset ? body->offset->value : std::int64_t{0};
        auto const limit = body->limit ? body->limit->value : default_limit;
        std::string query;
        for (;;) {
            // What is told must stand in one page, so the pages before it end where it begins.
            bool const is_last = skipped + limit <= page_limit;
            auto const size = is_last ? skipped + limit : std::min(page_limit, skipped);
            auto page = page_of(request, body->id_chat, query + "limit=" + std::to_string(size));
            QC_TRY(auto response, co_await read_(page, context));
            auto const chat = tree_of(response);
            auto const* const messages = chat.find("messages")->list();
            auto const count = static_cast<std::int64_t>(messages->size());
            if (is_last || count < size) {
                co_return told(request, std::move(response), *body, *messages, skipped);
            }
            skipped -= count;
            std::string last;
            contract::write_json(last, *messages->back().find("id"));
            query = "beforeId=" + last + "&";
        }
    }

private:
    static http::Request page_of(http::Request request, ChatId chat, std::string query) {
        request.method = Method::get;
        request.path_parameters = {{"chatId", std::to_string(chat.value)}};
        request.query = std::move(query);
        request.body.clear();
        return request;
    }

    static http::Response told(
        http::Request const& request,
        http::Response response,
        OldHistoryBody const& body,
        Json::List const& messages,
        std::int64_t skipped
    ) {
        auto const limit = body.limit ? body.limit->value : default_limit;
        auto const reader = request.signed_in().user.text();
        std::string out = R"({"messages":[)";
        auto const size = static_cast<std::int64_t>(messages.size());
        for (auto i = skipped; i < std::min(size, skipped + limit); ++i) {
            if (out.back() != '[') out += ',';
            write_old_message(out, messages[static_cast<std::size_t>(i)], body.id_chat, reader);
        }
        return json_answer(std::move(response), out + "]}");
    }

    http::Handler read_;
};

/// PATCH, then what GET shows of the user.
http::Handler patched_then_read(http::Handler patch, http::Handler read) {
    return [patch = std::move(patch), read = std::move(read)](
               http::Request const& request, http::RouteContext& context
           ) -> Task<Result<http::Response>> {
        auto const patched = co_await patch(request, context);
        if (!patched) co_return patched.error();
        auto query = request;
        query.body.clear();
        co_return co_await read(query, context);
    };
}

http::Response without_charset(http::Request const&, http::Response response) {
    response.content_type = "application/json";
    return response;
}

http::Response told_as_nothing(http::Request const&, http::Response response) {
    return json_answer(std::move(response), "{}");
}

} // namespace

void write_chat_preview_aliases(
    std::string& out, contract::Json const& preview, http::Request const& /*request*/
) {
    auto const* const recipient = preview.find("recipient");
    auto const* const last = preview.find("lastMessage");
    out += ',';
    write(out, "id_chat", preview.find("id"));
    out += ',';
    write_never_null(out, "username", below(recipient, "fullName"));
    out += ',';
    write_never_null(out, "photo_path", below(below(recipient, "profile"), "avatarUrl"));
    out += R"(,"message":{)";
    write_never_null(out, "msg", below(last, "text"));
    out += ',';
    auto const* const created = below(last, "createdAt");
    write_number(
        out, "time", unix_seconds(created != nullptr ? created : preview.find("updatedAt"))
    );
    out += ',';
    write(out, "new_message", preview.find("unreadCount"));
    out += '}';
}

void add_chat_aliases(http::Routes& routes, Settings const& settings) {
    auto history = alias_of(
        routes,
        {Method::get, "/api/v1/chats/{chatId}"},
        {Method::post, "/api/v1/chats/get_messages"}
    );
    history.handler = [reader = OldHistory(std::move(history.handler))](
                          http::Request const& request, http::RouteContext& context
                      ) -> Task<Result<http::Response>> {
        co_return co_await reader.answer(request, context);
    };
    auto edited = alias_of(
        routes, {Method::patch, "/api/v1/users/{id}"}, {Method::post, "/api/v1/users/{id}"}
    );
    edited.handler = patched_then_read(
        std::move(edited.handler), find(routes, {Method::get, "/api/v1/users/{id}"}).handler
    );
    auto refresh = alias_of(
        routes, {Method::post, "/api/v1/auth/refresh-token"}, {Method::post, "/api/v1/auth/refresh"}
    );
    auto code = alias_of(
        routes,
        {Method::post, "/api/v1/auth/register/resend-code"},
        {Method::post, "/api/v1/auth/get_registration_code"}
    );
    code.handler = retelling(std::move(code.handler), told_as_nothing);
    if (settings.bare_chat_charset) {
        auto& list = find(routes, {Method::get, "/api/v1/chats/me"});
        list.handler = retelling(std::move(list.handler), without_charset);
        history.handler = retelling(std::move(history.handler), without_charset);
    }
    for (auto* const route : {&history, &edited, &refresh, &code})
        routes.push_back(std::move(*route));
}

} // namespace qc::compat
