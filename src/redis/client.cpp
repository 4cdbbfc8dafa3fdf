// SPDX-License-Identifier: Apache-2.0
#include "redis/client.hpp"

#include "redis/keep_connected.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <utility>

namespace qc::redis {

struct Client::Core : std::enable_shared_from_this<Client::Core> {
    Core(boost::asio::any_io_executor run_on, Options given, Random& random)
        : executor(std::move(run_on))
        , options(std::move(given))
        , life(executor, "commands", options, random) {}

    static Task<void> run(std::shared_ptr<Core> self) {
        auto const session = [core = self.get()] { return core->session(); };
        co_await self->life.run(session);
    }

    Task<void> session() {
        auto const link = std::make_shared<Link>(executor, options);
        newest = link;
        co_await link->open();
        connected = true;
        life.established();
        std::exception_ptr end;
        try {
            co_await link->serve();
        } catch (std::exception const&) {
            end = std::current_exception();
        }
        connected = false;
        link->close({});
        if (!link->closed_because().empty()) throw WireError(link->closed_because());
        std::rethrow_exception(end);
    }

    boost::asio::any_io_executor executor;
    Options const options;
    KeepConnected life;
    std::shared_ptr<Link> newest;
    bool connected = false;
};

Client::Client(ClientServices services, Options options)
    : services_(std::move(services))
    , core_(std::make_shared<Core>(services_.executor, std::move(options), services_.random)) {}

Client::~Client() {
    core_->life.stop();
    core_->connected = false;
    if (core_->newest) core_->newest->close("the client is gone");
}

void Client::start() {
    boost::asio::co_spawn(services_.executor, Core::run(core_), boost::asio::detached);
}

bool Client::connected() const noexcept {
    return core_->connected && core_->newest->has_room();
}

std::shared_ptr<Pending> Client::send(Command const& command, ReplyCheck check) {
    if (!connected()) return nullptr;
    auto permit = services_.breaker.try_enter();
    if (!permit) return nullptr;
    auto pending =
        std::make_shared<Pending>(services_.executor, std::move(check), *std::move(permit));
    core_->newest->push(encoded(command), pending);
    return pending;
}

Task<std::optional<Reply>> Client::ask(Command command, ReplyCheck check) {
    auto const pending = send(command, std::move(check));
    if (!pending) co_return std::nullopt;
    co_await pending->wait();
    co_return std::move(pending->reply());
}

bool Client::tell(Command const& command, ReplyCheck check) {
    return send(command, std::move(check)) != nullptr;
}

} // namespace qc::redis
