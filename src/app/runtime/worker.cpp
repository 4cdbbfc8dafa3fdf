// SPDX-License-Identifier: Apache-2.0
#include "app/runtime/worker.hpp"

#include "app/documents/document_routes.hpp"
#include "app/runtime/listening.hpp"
#include "compat/compat.hpp"
#include "core/text.hpp"
#include "http/dispatcher_factory.hpp"
#include "http_server/syntax.hpp"

namespace qc::app {
namespace {

constexpr std::chrono::milliseconds heartbeat_every{50};

/// Lower-case host name of an absolute URL, without its port.
std::string host_of(std::string_view url) {
    auto const start = url.find("://") + 3;
    auto const authority = url.substr(start, url.find('/', start) - start);
    return ascii_lower(http_server::host_of(authority));
}

ws::Options live_options(Settings const& settings) {
    auto options = settings.limits.live;
    options.subprotocol = "questcity.v1";
    return options;
}

http::Routes public_routes(ModuleGraph& modules, ProcessParts& process) {
    auto const& settings = process.settings;
    auto routes = modules.routes();
    add_document_routes(routes, settings.service_version, process.api_document);
    compat::add_aliases(routes, {settings.rules.compat_aliases, settings.rules.bare_chat_charset});
    return routes;
}

} // namespace

pg::DatabaseOptions database_options(Settings const& settings, pg::Observer* observer) {
    auto options = settings.limits.database;
    options.url = settings.database.url;
    options.write_connections = settings.database.pool_size;
    options.acquire_timeout = settings.database.pool_timeout;
    options.statement_timeout = settings.database.statement_timeout;
    options.observer = observer;
    return options;
}

Worker::Worker(
    ProcessParts& process,
    BlockingPools& pools,
    boost::asio::io_context& context,
    std::size_t index,
    std::uint16_t port
)
    : process_(process)
    , context_(context)
    , observer_(process.metrics, index)
    , database_(
          context.get_executor(),
          database_options(process.settings, &observer_),
          process.clock,
          process.random
      )
    , live_(
          context,
          {process.clock, process.cors, process.live_connections},
          live_options(process.settings)
      )
    , modules_(process, pools, context.get_executor(), database_)
    , route_context_{database_, modules_.idempotency(), process.clock}
    , rates_(process.settings.limits.rates, modules_.rate_limits())
    , router_(public_routes(modules_, process))
    , log_(router_, process.metrics)
    , shedder_(process.settings.limits.shedding, process.clock, process.random)
    , id_random_(process.random)
    , heartbeat_(context) {
    live_.serve(modules_.realtime().sockets());
    modules_.realtime().carry_streams(live_);
    http::SharedParts const shared{router_, process.cors, log_};
    http::WorkerParts const parts{
        modules_.authenticator(),
        route_context_,
        rates_,
        id_random_,
        shedder_,
        modules_.audit().trail()
    };
    dispatcher_ = http::make_dispatcher(shared, parts);
    http_server::ServerOptions options;
    options.host = process.settings.http.host;
    options.port = port;
    options.timeouts = process.settings.limits.timeouts;
    options.shares_port = index != 0;
    options.connections = &process.connections;
    options.upgrades = &live_;
    options.proxies = process.proxies;
    options.head_rules.own_hosts = {host_of(process.settings.http.public_url), options.host};
    listen_on(public_address(process.settings.http), [&] {
        server_.emplace(context, *dispatcher_, process.clock, std::move(options));
    });
}

void Worker::start() {
    modules_.redis().start();
    modules_.realtime().start();
    server_->start();
    beat();
}

void Worker::beat() {
    auto const due = process_.clock.steady() + heartbeat_every;
    heartbeat_.expires_at(due);
    heartbeat_.async_wait([this, due](boost::system::error_code cancelled) {
        if (cancelled) return;
        auto const now = process_.clock.steady();
        process_.life.beat(now);
        // How late the timer fires is how long anything ready to run waits for its turn.
        shedder_.observe_queue_wait(std::chrono::duration_cast<std::chrono::milliseconds>(now - due)
        );
        beat();
    });
}

void Worker::stop_heartbeat() {
    heartbeat_.cancel();
}

} // namespace qc::app
