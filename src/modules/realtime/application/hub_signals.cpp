// SPDX-License-Identifier: Apache-2.0
#include "realtime/application/background.hpp"
#include "realtime/application/hub.hpp"

namespace qc::realtime {

void Hub::hear(live::Signal const& signal) {
    using live::Kind;
    switch (signal.kind) {
    case Kind::chat_event:
        if (signal.chat) rooms_.announce(*signal.chat, signal.id);
        return;
    case Kind::typing:
        return typing(signal);
    case Kind::presence:
        return presence_.hear(signal);
    case Kind::chat_created:
        tell_user(signal);
        return chat_joined(signal);
    case Kind::chat_left:
        tell_user(signal);
        return chat_left(signal);
    case Kind::unread:
    case Kind::notification:
    case Kind::friend_request:
    case Kind::wallet:
    case Kind::friendship:
    case Kind::run_invitation:
        return tell_user(signal);
    case Kind::run_updated:
    case Kind::run_point:
        return tell_run(signal);
    case Kind::quest_pending:
        return tell_moderators(signal);
    }
}

void Hub::tell_user(live::Signal const& signal) {
    if (!signal.user || !users_.contains(*signal.user)) return;
    auto const followers = [this, user = *signal.user] {
        Listeners listeners{Channel{Channel::Kind::user}, of_user(user)};
        std::erase_if(listeners.clients, [](ClientPtr const& client) {
            return !client->follows_user;
        });
        return std::vector{std::move(listeners)};
    };
    notices_.tell(signal, followers);
}

void Hub::tell_moderators(live::Signal const& signal) {
    if (moderators_.empty()) return;
    auto const followers = [this] {
        std::vector<ClientPtr> clients(moderators_.begin(), moderators_.end());
        Listeners listeners{Channel{Channel::Kind::moderation}, std::move(clients)};
        return std::vector{std::move(listeners)};
    };
    notices_.tell(signal, followers);
}

void Hub::chat_joined(live::Signal const& signal) {
    if (!signal.user || !signal.chat) return;
    rooms_.note_joined(*signal.chat, *signal.user);
    auto clients = of_user(*signal.user);
    std::erase_if(clients, [](ClientPtr const& client) { return !client->follows_chats; });
    for (auto const& client : clients)
        client->left.erase(*signal.chat);
    if (clients.empty()) return;
    in_background(with_.executor, "realtime.join_chat", join_new(std::move(clients), *signal.chat));
}

void Hub::chat_left(live::Signal const& signal) {
    if (!signal.user || !signal.chat) return;
    rooms_.note_left(*signal.chat, *signal.user);
    for (auto const& client : of_user(*signal.user)) {
        // One that is just entering may have read its chats before.
        client->left.insert(*signal.chat);
        auto const* const one = client->following(*signal.chat);
        bool const asked = one != nullptr && (one->asked || !client->follows_chats);
        if (asked && client->is_connected()) client->outlet->lost(Channel::of(*signal.chat));
        rooms_.remove(client, *signal.chat);
    }
}

void Hub::typing(live::Signal const& signal) {
    if (!signal.chat || !signal.subject) return;
    auto const room = rooms_.find(*signal.chat);
    if (!room) return;
    auto const at = with_.clock.now();
    TypingView const view{*signal.chat, *signal.subject, signal.active};
    LooseEvent const event{Channel::of(*signal.chat), "typing", with_.wire.json(view), at};
    rooms_.tell(*room, with_.wire.event(event), at, *signal.subject);
}

} // namespace qc::realtime
