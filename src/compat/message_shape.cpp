// SPDX-License-Identifier: Apache-2.0
#include "compat/message_shape.hpp"

#include "compat/alias_writer.hpp"

#include <array>

namespace qc::compat {
namespace {

constexpr std::array aliases{
    Alias{"file", "file_url"},
    Alias{"chatId", "chat_id"},
    Alias{"authorId", "author_id"},
    Alias{"createdAt", "created_at"},
    Alias{"updatedAt", "updated_at"},
};

PlanNode make_plan() {
    PlanNode plan;
    for (auto const& alias : aliases)
        plan.members[std::string(alias.key)].aliases.push_back(alias);
    return plan;
}

} // namespace

std::string chat_socket_message(std::string const& message) {
    static PlanNode const plan = make_plan();
    // Aliases of messages do not depend on the request.
    return with_aliases(message, plan, http::Request{});
}

} // namespace qc::compat
