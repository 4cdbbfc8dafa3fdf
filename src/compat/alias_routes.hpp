// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "compat/compat.hpp"
#include "contract/json.hpp"

#include <functional>
#include <optional>
#include <string_view>

namespace qc::compat {

/// A route by method and path.
struct RouteName {
    http::Method method;
    std::string_view path;
};

/// Throws std::logic_error when there is none.
[[nodiscard]] http::Route& find(http::Routes& routes, RouteName name);

/// A hidden copy of `target` under another name; its handler may be replaced before it is added.
[[nodiscard]] http::Route alias_of(http::Routes& routes, RouteName target, RouteName alias);

/// The answer of an alias route, made from that of its target.
using Retell = std::function<http::Response(http::Request const&, http::Response)>;

[[nodiscard]] http::Handler retelling(http::Handler inner, Retell retell);

/// The request as the target understands it; nothing when that is what the client sent. Bodies of
/// quests are large, so nobody copies one for nothing.
using Translate = std::function<std::optional<http::Request>(http::Request const&)>;

[[nodiscard]] http::Handler translating(Translate translate, http::Handler inner);

/// 200 with this JSON document.
[[nodiscard]] http::Response json_answer(http::Response like, std::string body);

/// The body of one of our own answers.
[[nodiscard]] contract::Json tree_of(http::Response const& response);

/// Appends `"key":` and the member of that name, null when it is missing.
void copy_member(std::string& out, contract::Json const& from, std::string_view key);

/// Appends `"key":` and a text, "" when there is none: never null where that client expects text.
void write_never_null(std::string& out, std::string_view key, contract::Json const* value);

/// Shape whose made members write_chat_preview_aliases() appends.
inline constexpr std::string_view chat_preview_shape = "ChatPreviewView";
void write_chat_preview_aliases(
    std::string& out, contract::Json const& preview, http::Request const& request
);

// Parts of section 3 of client-compat.md.
void add_quest_aliases(http::Routes& routes);
void add_chat_aliases(http::Routes& routes, Settings const& settings);
void add_notification_aliases(http::Routes& routes);

} // namespace qc::compat
