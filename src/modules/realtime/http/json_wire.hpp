// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "realtime/application/wire.hpp"
#include "realtime/http/socket_dialect.hpp"

#include <string>

namespace qc::realtime {

class JsonWire final : public Wire {
public:
    /// Without a shape messages stay as they are.
    explicit JsonWire(MessageShape shape) : shape_(std::move(shape)) {}

    [[nodiscard]] Frame event(chats::ChatEvent const& event) const override;
    [[nodiscard]] Frame event(LooseEvent const& event) const override;
    [[nodiscard]] Frame bare_message(chats::ChatEvent const& event) const override;

    [[nodiscard]] std::string json(PresenceView const& view) const override;
    [[nodiscard]] std::string json(TypingView const& view) const override;
    [[nodiscard]] std::string json(ChatLeftView const& view) const override;
    [[nodiscard]] std::string json(FriendshipView const& view) const override;
    [[nodiscard]] std::string json(SessionClosedView const& view) const override;

private:
    MessageShape shape_;
};

} // namespace qc::realtime
