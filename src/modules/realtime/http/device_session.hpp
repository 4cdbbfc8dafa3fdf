// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/json.hpp"
#include "realtime/http/live_session.hpp"
#include "realtime/http/server_frames.hpp"

#include <boost/asio/steady_timer.hpp>

namespace qc::realtime {

/// How long a client may take to say who it is.
inline constexpr std::chrono::seconds auth_frame_limit{5};

/// The protocol of the multiplexed socket.
class DeviceSession final : public LiveSession {
public:
    DeviceSession(LiveParts& parts, live::Connection& connection);

    /// Once, after construction.
    void start();

    /// Ends it when nobody said who he is in time.
    void watch_auth(Clock::Steady now);

    [[nodiscard]] bool is_waiting() const noexcept { return stage_ == Stage::waiting; }

    Task<void> text(std::string_view frame) override;
    live::Text farewell() override;

    void chat_event(ChatDelivery& delivery) override;
    void lost(Channel const& channel) override;
    void expiring(Instant expires_at) override;

private:
    enum class Stage {
        /// For the first frame.
        waiting,
        /// Who he is, is being looked up.
        entering,
        open,
    };

    /// A frame of which type and id are known.
    struct Incoming {
        contract::Json const& tree;
        FrameId id;
    };

    using Answer = Task<Result<Frame>>;

    [[nodiscard]] Hub::Entry entry() const override { return {}; }

    [[nodiscard]] Task<void> greet() override;
    [[nodiscard]] Task<void> enter(Credentials credentials);
    [[nodiscard]] Task<void> first_frame(std::string_view bytes);
    [[nodiscard]] Task<void> handle(std::string_view bytes);
    void warn_of_rate() override;
    [[nodiscard]] Answer answer(std::string const& type, Incoming const& frame);
    [[nodiscard]] Answer auth(Incoming const& frame);
    [[nodiscard]] Answer subscribe(Incoming const& frame);
    [[nodiscard]] Answer
    subscribe_chat(FrameId id, Channel channel, std::optional<std::int64_t> after_seq);
    [[nodiscard]] Answer unsubscribe(Incoming const& frame);
    [[nodiscard]] Answer send_message(Incoming const& frame);
    [[nodiscard]] Answer mark_read(Incoming const& frame);
    [[nodiscard]] Answer typing(Incoming const& frame);
    [[nodiscard]] Answer set_presence(Incoming const& frame);
    [[nodiscard]] Answer ping(Incoming const& frame);
    void refuse(FrameId const& id, Error const& error);

    std::string const correlation_id_;
    Stage stage_ = Stage::waiting;
    /// Of the `auth` frame that opened it, if one did.
    bool awaits_ack_ = false;
    FrameId auth_frame_;
    Clock::Steady opened_at_;
    /// Cancelled when `entering` ends.
    boost::asio::steady_timer entered_;
};

} // namespace qc::realtime
