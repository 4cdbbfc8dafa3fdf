// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "realtime/http/live_session.hpp"

namespace qc::realtime {

/// The socket of one chat: pushes its messages without envelope.
class ChatSession final : public LiveSession {
public:
    ChatSession(LiveParts& parts, live::Connection& connection, ChatId chat);

    /// Once, after construction.
    void start();

    Task<void> text(std::string_view frame) override;

    void chat_event(ChatDelivery& delivery) override;
    void event(Frame const& frame, Instant at) override;
    void expel(Frame const& event, Instant at, Closing const& closing) override;
    void resync(ChatId chat, std::int64_t last_seq) override;
    void lost(Channel const& channel) override;

private:
    [[nodiscard]] Hub::Entry entry() const override;
    [[nodiscard]] Task<void> greet() override;

    ChatId chat_;
    /// Messages from here on are shown, however long it takes to look the user up.
    Instant asked_at_;
    /// The query says events=1.
    bool shows_changes_;
};

/// Events of the channels user and chats as server-sent events.
class StreamSession final : public LiveSession {
public:
    StreamSession(LiveParts& parts, live::Connection& connection, Instant since);

    /// Once, after construction.
    void start(Admitted admitted);

    Task<void> text(std::string_view frame) override;

    void chat_event(ChatDelivery& delivery) override;

private:
    [[nodiscard]] Hub::Entry entry() const override;
    [[nodiscard]] Task<void> greet() override;

    Instant since_;
};

} // namespace qc::realtime
