// SPDX-License-Identifier: Apache-2.0
#include "redis/tests/scripted_server.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <list>
#include <utility>

namespace qc::redis {

using boost::asio::use_awaitable;
using boost::asio::ip::tcp;

struct ScriptedServer::Core {
    Core(boost::asio::any_io_executor const& executor, Answer says)
        : acceptor(executor, tcp::endpoint(boost::asio::ip::address_v4::loopback(), 0))
        , answer(std::move(says)) {}

    static Task<void> accept(std::shared_ptr<Core> self) {
        boost::system::error_code error;
        while (!error) {
            auto const socket = std::make_shared<tcp::socket>(self->acceptor.get_executor());
            co_await self->acceptor.async_accept(
                *socket, boost::asio::redirect_error(use_awaitable, error)
            );
            self->sockets.push_back(socket);
            boost::asio::co_spawn(
                self->acceptor.get_executor(), talk(self, socket), boost::asio::detached
            );
        }
    }

    static Task<void> talk(std::shared_ptr<Core> self, std::shared_ptr<tcp::socket> socket) {
        std::array<char, 65536> bytes{};
        boost::system::error_code error;
        while (!error) {
            auto const size = co_await socket->async_read_some(
                boost::asio::buffer(bytes), boost::asio::redirect_error(use_awaitable, error)
            );
            if (error) break;
            auto const text = self->answer(std::string(bytes.data(), size));
            co_await boost::asio::async_write(
                *socket,
                boost::asio::buffer(text),
                boost::asio::redirect_error(use_awaitable, error)
            );
        }
        socket->close();
    }

    tcp::acceptor acceptor;
    Answer answer;
    std::list<std::shared_ptr<tcp::socket>> sockets;
};

ScriptedServer::ScriptedServer(boost::asio::any_io_executor const& executor, Answer answer)
    : core_(std::make_shared<Core>(executor, std::move(answer))) {
    boost::asio::co_spawn(executor, Core::accept(core_), boost::asio::detached);
}

ScriptedServer::~ScriptedServer() {
    core_->acceptor.close();
    for (auto const& socket : core_->sockets)
        socket->close();
}

std::uint16_t ScriptedServer::port() const {
    return core_->acceptor.local_endpoint().port();
}

ScriptedServer::Answer greets_and_says(std::string then) {
    return [then = std::move(then)](std::string const& received) {
        return received == "*1\r\n$4\r\nPING\r\n" ? std::string("+PONG\r\n") : then;
    };
}

} // namespace qc::redis
