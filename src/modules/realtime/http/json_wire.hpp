// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "realtime/application/wire.hpp"

#include <functional>
#include <string>

namespace qc::realtime {

/// Turns the JSON of a Message into what the per-chat socket shows: the same with alias fields.
using MessageShape = std::function<std::string(std::string const& message)>;

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
