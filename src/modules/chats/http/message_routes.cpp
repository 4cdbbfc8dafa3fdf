// SPDX-License-Identifier: Apache-2.0
#include "access/errors.hpp"
#include "chats/domain/errors.hpp"
#include "chats/http/routes.hpp"
#include "chats/http/views.hpp"
#include "content/errors.hpp"
#include "http/endpoint.hpp"

namespace qc::chats {
namespace {

using access::Permission;

struct ChatPath {
    ChatId chat_id;
};
BOOST_DESCRIBE_STRUCT(ChatPath, (), (chat_id))

struct MessagePath {
    MessageId message_id;
};
BOOST_DESCRIBE_STRUCT(MessagePath, (), (message_id))

struct SendBody {
    contract::RawText<0, 4000> text;
    /// Data URI, base64, or the URL of a file that the caller stored before.
    std::optional<std::string> file;
    std::optional<contract::RawText<0, 64>> client_id;
};
BOOST_DESCRIBE_STRUCT(SendBody, (), (text, file, client_id))

struct EditBody {
    std::optional<contract::RawText<0, 4000>> text;
    std::optional<std::string> file;
};
BOOST_DESCRIBE_STRUCT(EditBody, (), (text, file))

struct MarkBody {
    bool is_read = false;
};
BOOST_DESCRIBE_STRUCT(MarkBody, (), (is_read))

struct ReportBody {
    contract::Text<1, 512> reason;
};
BOOST_DESCRIBE_STRUCT(ReportBody, (), (reason))

http::RouteSpec message_spec(http::Method method, std::string path, std::string summary) {
    return {
        .method = method,
        .path = "/api/v1/chats/messages" + std::move(path),
        .summary = std::move(summary),
        .tag = "chats",
        .access = http::may(Permission::send_messages).where("participant"),
        .errors = {&message_not_found},
        .success = 204
    };
}

void takes_file(http::RouteSpec& spec) {
    for (auto const* const error : content::file_field_errors())
        spec.errors.push_back(error);
    spec.body_limit_bytes = http::json_upload_limit_bytes;
    spec.deadline = std::chrono::seconds{60};
}

http::RouteSpec send_spec() {
    auto spec = message_spec(http::Method::post, "/{chatId}", "Send a message");
    spec.errors = {&chat_not_found, &recipient_is_blocked};
    spec.success = 201;
    spec.idempotent = true;
    takes_file(spec);
    return spec;
}

http::RouteSpec edit_spec() {
    auto spec = message_spec(
        http::Method::patch, "/update-content/{messageId}", "Change text or file of a message"
    );
    spec.access = http::may(Permission::send_messages).where("author and participant");
    spec.success = 200;
    takes_file(spec);
    return spec;
}

http::RouteSpec mark_spec() {
    auto spec =
        message_spec(http::Method::patch, "/{messageId}", "Mark a message as read or unread");
    spec.access = http::may(Permission::send_messages).where("participant, not the author");
    return spec;
}

http::RouteSpec delete_spec() {
    auto spec = message_spec(http::Method::delete_, "/{messageId}", "Delete a message");
    spec.access = http::may(Permission::send_messages)
                      .where("author within 24 h; with 21: in any own chat; with 22: any");
    return spec;
}

} // namespace
} // namespace qc::chats

template <>
struct qc::contract::Rules<qc::chats::SendBody> {
    static void check(qc::chats::SendBody const& body, Input const& input) {
        bool const has_file = body.file && !body.file->empty();
        if (body.text.value.empty() && !has_file)
            input.refuse_member("text", "Text can't be empty without a file.");
    }
};

template <>
struct qc::contract::Rules<qc::chats::EditBody> {
    static void check(qc::chats::EditBody const& body, Input const& input) {
        if (!body.text && !body.file) input.refuse_member("text", "Text or file is required.");
    }
};

namespace qc::chats {
namespace {

using SendCall = http::Call<ChatPath, http::None, SendBody>;
using EditCall = http::Call<MessagePath, http::None, EditBody>;
using MarkCall = http::Call<MessagePath, http::None, MarkBody>;
using ReportCall = http::Call<MessagePath, http::None, ReportBody>;

template <class T>
std::optional<std::string> text_of(std::optional<T> const& text) {
    if (!text) return std::nullopt;
    return text->value;
}

void add_sending(http::Routes& routes, WriteMessages& write) {
    routes.push_back(http::staged_route<MessageView, StagedFile, ChatPath, http::None, SendBody>(
        send_spec(),
        [&write](SendCall const& call) {
            return write.stage_new(call.caller().user, call.path.chat_id, call.body.file);
        },
        [&write](SendCall const& call, StagedFile const& file, Transaction& transaction) {
            WriteMessages::Send command{
                call.caller().user,
                call.path.chat_id,
                call.body.text.value,
                file.key,
                text_of(call.body.client_id)
            };
            return write.send(transaction, std::move(command));
        }
    ));
    routes.push_back(http::staged_route<MessageView, StagedFile, MessagePath, http::None, EditBody>(
        edit_spec(),
        [&write](EditCall const& call) {
            return write.stage_edit(call.caller().user, call.path.message_id, call.body.file);
        },
        [&write](EditCall const& call, StagedFile const& file, Transaction& transaction) {
            WriteMessages::EditContent command{
                call.caller().user, call.path.message_id, text_of(call.body.text), file
            };
            return write.edit(transaction, std::move(command));
        }
    ));
}

} // namespace

void add_message_routes(http::Routes& routes, UseCases use_cases) {
    add_sending(routes, use_cases.write);
    routes.push_back(http::write_route<Nothing, MessagePath, http::None, MarkBody>(
        mark_spec(),
        [&write = use_cases.write](MarkCall const& call, Transaction& transaction) {
            return write.mark(
                transaction, call.caller().user, call.path.message_id, call.body.is_read
            );
        }
    ));
    routes.push_back(http::write_route<Nothing, MessagePath>(
        delete_spec(),
        [&write = use_cases.write](http::Call<MessagePath> const& call, Transaction& transaction) {
            return write.remove(transaction, call.caller(), call.path.message_id);
        }
    ));
    routes.push_back(http::write_route<Nothing, MessagePath, http::None, ReportBody>(
        message_spec(
            http::Method::post, "/{messageId}/report", "Report a message to the moderators"
        ),
        [&moderate = use_cases.moderate](ReportCall const& call, Transaction& transaction) {
            return moderate.report(
                transaction, call.caller().user, call.path.message_id, call.body.reason.value
            );
        }
    ));
}

} // namespace qc::chats
