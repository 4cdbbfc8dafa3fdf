// SPDX-License-Identifier: Apache-2.0
#include "app/runtime/process.hpp"

#include "app/runtime/event_loop.hpp"
#include "app/runtime/internal_listener.hpp"
#include "app/runtime/job_runner.hpp"
#include "app/runtime/listening.hpp"
#include "app/runtime/worker.hpp"
#include "core/failure_text.hpp"
#include "core/unavailable.hpp"
#include "pg/listener.hpp"
#include "pg/migrations.hpp"
#include "redis/signal_relay.hpp"
#include "telemetry/ecs.hpp"
#include "telemetry/log.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <csignal>
#include <exception>
#include <list>
#include <thread>

namespace qc::app {
namespace {

constexpr std::chrono::seconds internal_drain_limit{1};
constexpr std::chrono::milliseconds audit_settle_limit{2000};

void require_current_schema(std::string const& url) {
    auto const problems = pg::verify_migrations(url);
    for (auto const& warning : problems.warnings) {
        telemetry::log(telemetry::Level::warning, telemetry::Action::business, warning);
    }
    if (problems.errors.empty()) return;
    std::string text = "The database does not fit this release (questcity migrate up):";
    for (auto const& error : problems.errors)
        text += "\n  " + error;
    throw SettingsError(text);
}

/// Event loops come first: the pools post to them until they are gone.
class Process {
public:
    explicit Process(Settings settings) : parts_(std::move(settings)) {
        pools_.emplace(parts_.clock, parts_.settings.limits);
        auto const count = static_cast<std::size_t>(parts_.settings.http.workers);
        auto port = parts_.settings.http.port;
        for (std::size_t i = 0; i < count; ++i) {
            workers_.emplace_back(parts_, *pools_, contexts_.emplace_back(), i, port);
            port = workers_.front().server().port();
        }
    }

    Process(Process const&) = delete;
    Process& operator=(Process const&) = delete;

    /// What is still suspended refers to the workers, so it goes before them, and only when no
    /// pool brings more of it back.
    ~Process() {
        // A mail server that hangs must not hold up the end.
        for (auto& worker : workers_)
            worker.modules().interrupt_mail();
        pools_.reset();
        for (auto& context : contexts_)
            context.abandon();
    }

    void run(ProcessCallbacks const& callbacks) {
        start();
        std::vector<std::thread> threads;
        for (auto& context : contexts_)
            threads.emplace_back([&context] { context.run(); });
        std::exception_ptr failure;
        try {
            if (callbacks.ready) callbacks.ready(workers_.front().server().port());
        } catch (...) {
            failure = std::current_exception();
            for (auto& context : contexts_)
                context.stop();
        }
        for (auto& thread : threads)
            thread.join();
        if (failure) std::rethrow_exception(failure);
    }

private:
    Worker& first() { return workers_.front(); }

    void start() {
        for (auto& worker : workers_)
            worker.start();
        jobs_.emplace(first().context()).start(first().modules().jobs());
        if (parts_.settings.http.internal_port != 0) internal_.emplace(parts_, first());
        listen_for_changes();
        relay_signals();
        // Caught from here on, before anybody is told that we are ready.
        signals_.emplace(first().context(), SIGTERM, SIGINT, SIGHUP);
        boost::asio::co_spawn(first().context(), watch_signals(), boost::asio::detached);
    }

    /// A lock or a role is felt at once on every worker, not when its cached row expires.
    void listen_for_changes() {
        auto options = database_options(parts_.settings, &first().database_observer());
        options.application_name = "questcity-listen";
        listener_.emplace(
            first().context().get_executor(), std::move(options), parts_.clock, parts_.random
        );
        pg::Listener::Callbacks callbacks;
        callbacks.notified = [this](std::string_view channel, std::string_view payload) {
            auto const id = Uuid::parse(payload);
            if (!id) return;
            bool const is_user = channel == "qc_user";
            on_every_worker([id = *id, is_user](Worker& worker) {
                auto& modules = worker.modules();
                if (is_user)
                    modules.user_changed(UserId{id});
                else
                    modules.session_ended(SessionId{id});
            });
        };
        callbacks.resynchronised = [this] {
            on_every_worker([](Worker& worker) { worker.modules().anything_changed(); });
        };
        listener_->start({"qc_user", "qc_session"}, std::move(callbacks));
    }

    /// Over the connection of the first worker.
    void relay_signals() {
        auto* const client = first().modules().redis().client();
        if (client == nullptr) return;
        redis::RelayServices const services{
            first().context().get_executor(), *client, parts_.signals, parts_.random
        };
        relay_.emplace(services, redis_options(parts_.settings, &parts_.redis_observer));
    }

    template <class F>
    void on_every_worker(F action) {
        for (auto& worker : workers_) {
            boost::asio::post(worker.context(), [&worker, action] { action(worker); });
        }
    }

    Task<void> watch_signals() {
        for (;;) {
            int const signal = co_await signals_->async_wait(boost::asio::use_awaitable);
            if (signal != SIGHUP) break;
            reload_keys();
        }
        co_await shut_down();
    }

    void reload_keys() {
        try {
            parts_.reload_token_keys();
            on_every_worker([keys = parts_.token_keys](Worker& worker) {
                worker.modules().take_new_keys(keys);
            });
            telemetry::log(telemetry::Level::info, telemetry::Action::security, "Keys reloaded");
        } catch (std::exception const& failure) {
            telemetry::Fields fields;
            fields.add(telemetry::ecs::error_message, failure_text(failure));
            telemetry::log(
                telemetry::Level::error,
                telemetry::Action::security,
                "The keys were not reloaded; the old ones stay",
                fields
            );
        }
    }

    Task<void> shut_down() {
        telemetry::log(telemetry::Level::info, telemetry::Action::business, "Shutting down");
        parts_.life.begin_shutdown();
        auto const limits = parts_.settings.limits.shutdown;
        if (parts_.settings.environment == Environment::production) {
            boost::asio::steady_timer grace(first().context(), limits.grace);
            co_await grace.async_wait(boost::asio::use_awaitable);
        }
        jobs_->stop();
        listener_.reset();
        for (auto& worker : workers_) {
            boost::asio::co_spawn(
                worker.context(), end_of(worker, limits.drain), boost::asio::detached
            );
        }
    }

    /// The internal listener of the first worker answers probes until the requests have ended.
    Task<void> end_of(Worker& worker, std::chrono::seconds drain_limit) {
        worker.server().stop_accepting();
        auto const began = parts_.clock.steady();
        co_await worker.live().shut_down(drain_limit);
        auto const left = drain_limit - (parts_.clock.steady() - began);
        co_await worker.server().drain(std::chrono::duration_cast<std::chrono::milliseconds>(left));
        if (&worker == &first() && internal_) {
            co_await internal_->server().drain(internal_drain_limit);
        }
        co_await worker.modules().audit().settle(audit_settle_limit);
        worker.stop_heartbeat();
        worker.context().stop();
    }

    ProcessParts parts_;
    std::list<EventLoop> contexts_;
    std::optional<BlockingPools> pools_;
    std::list<Worker> workers_;
    std::optional<JobRunner> jobs_;
    std::optional<InternalListener> internal_;
    std::optional<pg::Listener> listener_;
    std::optional<redis::SignalRelay> relay_;
    std::optional<boost::asio::signal_set> signals_;
};

} // namespace

void run_process(Settings settings, ProcessCallbacks const& callbacks) {
    require_free_addresses(settings.http);
    require_current_schema(settings.database.url);
    Process process(std::move(settings));
    process.run(callbacks);
}

} // namespace qc::app
