// SPDX-License-Identifier: Apache-2.0
#include "realtime/realtime_module.hpp"

#include "core/unavailable.hpp"
#include "realtime/application/background.hpp"
#include "realtime/http/json_wire.hpp"
#include "realtime/http/sockets.hpp"
#include "realtime/postgres/realtime_queries.hpp"
#include "realtime/postgres/ticket_store.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace qc::realtime {
namespace {

constexpr std::chrono::milliseconds tick_interval{250};
constexpr std::chrono::milliseconds poll_interval{1'000};
constexpr std::chrono::minutes ticket_cleaning{1};
/// Clients of other languages keep integers up to 2^53 exactly.
constexpr std::uint64_t number_mask = (std::uint64_t{1} << 53U) - 1;

std::int64_t number_of(Random& random) {
    std::array<std::uint8_t, 8> bytes{};
    random.fill(bytes);
    std::uint64_t number = 0;
    for (auto const byte : bytes)
        number = number << 8U | byte;
    return static_cast<std::int64_t>(number & number_mask);
}

/// The routes are made before the transport.
class LateStreams final : public live::EventStreams {
public:
    void carry(live::EventStreams& streams) noexcept { streams_ = &streams; }

    Result<http::Response> answer(http::Request const& request, live::Opening opened) override {
        if (streams_ == nullptr) {
            throw Unavailable(service_unavailable, "no event streams", std::chrono::seconds{1});
        }
        return streams_->answer(request, std::move(opened));
    }

private:
    live::EventStreams* streams_ = nullptr;
};

} // namespace

struct RealtimeModule::Parts {
    explicit Parts(RealtimeServices const& services)
        : with(services)
        , metrics(services.metrics)
        , wire(services.dialect.message_shape)
        , queries(services.database)
        , ticket_store(services.database)
        , tickets(ticket_store, services.callers, services.random, services.clock)
        , hub(
              {services.executor,
               services.chats,
               queries,
               services.callers,
               services.sources,
               services.signals,
               wire,
               metrics,
               services.clock,
               with.rules,
               number_of(services.random)}
          )
        , live{
              services.executor,
              hub,
              services.callers,
              tickets,
              services.chats,
              queries,
              services.database,
              services.signals,
              services.seats,
              metrics,
              services.random,
              services.clock,
              with.rules
          }
        , sockets(live, services.dialect.path) {}

    void tick() {
        hub.tick();
        sockets.tick();
    }

    Task<void> keep_ticking() {
        boost::asio::steady_timer timer(with.executor);
        for (;;) {
            timer.expires_after(tick_interval);
            co_await timer.async_wait(boost::asio::use_awaitable);
            tick();
        }
    }

    Task<void> keep_polling() {
        boost::asio::steady_timer timer(with.executor);
        for (;;) {
            timer.expires_after(poll_interval);
            co_await timer.async_wait(boost::asio::use_awaitable);
            co_await poll_once();
        }
    }

    Task<void> poll_once() {
        try {
            co_await hub.poll();
        } catch (std::exception const& failure) {
            report_failure("realtime.poll", failure);
        }
    }

    RealtimeServices with;
    LiveMetrics metrics;
    JsonWire wire;
    PostgresRealtimeQueries queries;
    PostgresTicketStore ticket_store;
    Tickets tickets;
    Hub hub;
    LiveParts live;
    Sockets sockets;
    LateStreams streams;
};

RealtimeModule::RealtimeModule(RealtimeServices const& services)
    : parts_(std::make_unique<Parts>(services)) {}

RealtimeModule::~RealtimeModule() = default;

live::SocketSessions& RealtimeModule::sockets() noexcept {
    return parts_->sockets;
}

void RealtimeModule::carry_streams(live::EventStreams& streams) noexcept {
    parts_->streams.carry(streams);
}

void RealtimeModule::add_routes(http::Routes& routes) {
    add_device_route(routes);
    add_ticket_routes(routes, parts_->live);
    add_event_routes(routes, parts_->live, parts_->streams);
}

void RealtimeModule::add_jobs(Jobs& jobs) {
    auto& tickets = parts_->tickets;
    jobs.push_back({"realtime.remove_tickets", ticket_cleaning, [&tickets] {
                        return tickets.remove_expired();
                    }});
}

void RealtimeModule::start() {
    in_background(parts_->with.executor, "realtime.tick", parts_->keep_ticking());
    in_background(parts_->with.executor, "realtime.poll", parts_->keep_polling());
}

void RealtimeModule::hear(live::Signal const& signal) {
    parts_->hub.hear(signal);
}

void RealtimeModule::user_changed(UserId user) {
    parts_->hub.recheck(user);
}

void RealtimeModule::session_ended(SessionId session) {
    parts_->hub.recheck(session);
}

void RealtimeModule::anything_changed() {
    parts_->hub.recheck_all();
}

void RealtimeModule::tick() {
    parts_->tick();
}

Task<void> RealtimeModule::poll() {
    co_await parts_->hub.poll();
}

} // namespace qc::realtime
