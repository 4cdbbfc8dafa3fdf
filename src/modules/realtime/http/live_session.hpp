// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "live/connection.hpp"
#include "realtime/application/conduct.hpp"
#include "realtime/http/credentials.hpp"

#include <memory>
#include <vector>

namespace qc::realtime {

/// What the three kinds of connections have in common: who is behind one, and that the hub reaches
/// it. Lives as long as its connection and the coroutines it began.
class LiveSession : public live::Session,
                    public Outlet,
                    public std::enable_shared_from_this<LiveSession> {
public:
    LiveSession(LiveParts& parts, live::Connection& connection);
    ~LiveSession() override;

    void control_frame() override;
    void closed(std::uint16_t code) override;

    void event(Frame const& frame, Instant at) override;
    void resync(ChatId chat, std::int64_t last_seq) override;
    void lost(Channel const& channel) override;
    void expiring(Instant expires_at) override;
    void expel(Frame const& event, Instant at, Closing const& closing) override;
    void close(Closing const& closing) override;
    [[nodiscard]] Clock::Steady last_traffic() const override;

protected:
    /// Checks who it is, makes him known to the hub and greets him; closes when anything is wrong.
    [[nodiscard]] Task<void> let_in(Credentials credentials);

    /// The same for somebody whose credentials were checked before.
    [[nodiscard]] Task<void> let_in_checked(Admitted admitted);

    [[nodiscard]] virtual Hub::Entry entry() const = 0;

    /// What comes before the first event. Called when he is known to the hub.
    [[nodiscard]] virtual Task<void> greet() = 0;

    /// Counts a frame of the client. True when it is to be left alone: above the rate he is
    /// warned, and then his connection ends.
    [[nodiscard]] bool is_too_fast();

    /// Where the protocol has no words for it, nothing is said.
    virtual void warn_of_rate() {}

    [[nodiscard]] Conduct& conduct() noexcept { return conduct_; }

    /// Nothing when the connection is gone.
    void send(Frame const& frame, std::int64_t event_id = 0);

    [[nodiscard]] LiveParts& parts() const noexcept { return parts_; }

    /// Null once it is gone.
    [[nodiscard]] live::Connection* connection() const noexcept { return connection_; }

    /// Null until he is let in.
    [[nodiscard]] ClientPtr const& client() const noexcept { return client_; }

private:
    struct Early {
        Frame frame;
        std::int64_t event_id;
    };

    [[nodiscard]] Task<std::optional<Closing>> admit(Credentials credentials);
    [[nodiscard]] Task<std::optional<Closing>> welcome(Admitted admitted);
    [[nodiscard]] Task<void> finish(Task<std::optional<Closing>> entering);
    void take_seat();
    void deliver(Frame const& frame, std::int64_t event_id);

    LiveParts& parts_;
    live::Connection* connection_;
    ClientPtr client_;
    Seats::Seat seat_;
    Conduct conduct_;
    /// Events that came before the greeting was sent.
    std::vector<Early> early_;
    bool is_greeted_ = false;
};

} // namespace qc::realtime
