// SPDX-License-Identifier: Apache-2.0
#include "realtime/http/sockets.hpp"

#include "http/problem.hpp"
#include "realtime/http/chat_session.hpp"

namespace qc::realtime {
namespace {

constexpr std::string_view device_path = "/api/v1/ws";
constexpr std::string_view chats_path = "/api/v1/chats/";

std::string_view without_slash(std::string_view path) {
    if (path.ends_with('/')) path.remove_suffix(1);
    return path;
}

/// Nullopt for paths below chats that are no chat.
std::optional<ChatId> chat_of(std::string_view path) {
    if (!path.starts_with(chats_path)) return std::nullopt;
    auto const name = "chat:" + std::string(path.substr(chats_path.size()));
    auto const channel = Channel::parse(name);
    return channel ? std::optional(channel->chat) : std::nullopt;
}

} // namespace

std::string Sockets::path_of(http::Request const& request) const {
    auto const path = without_slash(request.path);
    return path_ ? path_(path) : std::string(path);
}

bool Sockets::takes(http::Request const& request) const {
    auto const path = path_of(request);
    return path == device_path || chat_of(path).has_value();
}

std::shared_ptr<live::Session> Sockets::opened(live::Connection& connection) {
    auto const path = path_of(connection.request());
    if (auto const chat = chat_of(path)) {
        auto session = std::make_shared<ChatSession>(parts_, connection, *chat);
        session->start();
        return session;
    }
    auto session = std::make_shared<DeviceSession>(parts_, connection);
    session->start();
    if (session->is_waiting()) waiting_.push_back(session);
    return session;
}

void add_device_route(http::Routes& routes) {
    http::Route route;
    route.spec = {
        .path = std::string(device_path),
        .summary = "Open a live connection",
        .tag = "realtime",
        .access = http::anyone(),
        .body_kind = http::BodyKind::none,
        .hidden = true
    };
    route.handler = [](http::Request const& request,
                       http::RouteContext&) -> Task<Result<http::Response>> {
        co_return http::websocket_required(request);
    };
    routes.push_back(std::move(route));
}

void Sockets::tick() {
    auto const now = parts_.clock.steady();
    waiting_.remove_if([now](std::weak_ptr<DeviceSession> const& one) {
        auto const session = one.lock();
        if (session) session->watch_auth(now);
        return !session || !session->is_waiting();
    });
}

} // namespace qc::realtime
