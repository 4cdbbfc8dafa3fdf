// SPDX-License-Identifier: Apache-2.0
#include "support/tcp_gate.hpp"

#include "core/task.hpp"
#include "pg/connect.hpp"
#include "support/test_database.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <list>

namespace qc::test {
namespace {

using boost::asio::use_awaitable;
using Socket = boost::asio::generic::stream_protocol::socket;
using boost::asio::ip::tcp;

} // namespace

struct TcpGate::Core : std::enable_shared_from_this<TcpGate::Core> {
    struct Link {
        explicit Link(boost::asio::any_io_executor const& executor)
            : client(executor)
            , server(executor) {}

        tcp::socket client;
        Socket server;
    };

    Core(
        boost::asio::any_io_executor const& run_on,
        boost::asio::generic::stream_protocol::endpoint const& to
    )
        : executor(run_on)
        , server(to)
        , acceptor(run_on, tcp::endpoint(boost::asio::ip::address_v4::loopback(), 0))
        , thawed(run_on, boost::asio::steady_timer::time_point::max()) {}

    static Task<void> accept(std::shared_ptr<Core> self) {
        while (self->acceptor.is_open()) {
            auto const link = std::make_shared<Link>(self->executor);
            co_await self->acceptor.async_accept(link->client, use_awaitable);
            self->links.push_back(link);
            co_await link->server.async_connect(self->server, use_awaitable);
            boost::asio::co_spawn(self->executor, to_server(self, link), boost::asio::detached);
            boost::asio::co_spawn(self->executor, to_client(self, link), boost::asio::detached);
        }
    }

    static Task<void> to_server(std::shared_ptr<Core> self, std::shared_ptr<Link> link) {
        co_await pump(*self, link->client, link->server);
        link->server.close();
    }

    static Task<void> to_client(std::shared_ptr<Core> self, std::shared_ptr<Link> link) {
        co_await pump(*self, link->server, link->client);
        link->client.close();
    }

    template <class From, class To>
    static Task<void> pump(Core& self, From& from, To& to) {
        std::array<char, 16384> bytes{};
        boost::system::error_code error;
        while (!error) {
            auto const received = co_await from.async_read_some(
                boost::asio::buffer(bytes), boost::asio::redirect_error(use_awaitable, error)
            );
            if (error) co_return;
            while (self.frozen) {
                boost::system::error_code woken;
                co_await self.thawed.async_wait(boost::asio::redirect_error(use_awaitable, woken));
            }
            co_await boost::asio::async_write(
                to,
                boost::asio::buffer(bytes, received),
                boost::asio::redirect_error(use_awaitable, error)
            );
        }
    }

    void cut() {
        for (auto const& link : links) {
            boost::system::error_code ignored;
            link->client.close(ignored);
            link->server.close(ignored);
        }
        links.clear();
    }

    boost::asio::any_io_executor executor;
    boost::asio::generic::stream_protocol::endpoint server;
    tcp::acceptor acceptor;
    boost::asio::steady_timer thawed;
    std::list<std::shared_ptr<Link>> links;
    bool frozen = false;
};

TcpGate::TcpGate(
    boost::asio::any_io_executor executor,
    boost::asio::generic::stream_protocol::endpoint const& server
)
    : core_(std::make_shared<Core>(executor, server)) {
    boost::asio::co_spawn(executor, Core::accept(core_), boost::asio::detached);
}

TcpGate::~TcpGate() {
    core_->acceptor.close();
    thaw();
    cut();
}

std::uint16_t TcpGate::port() const {
    return core_->acceptor.local_endpoint().port();
}

void TcpGate::freeze() {
    core_->frozen = true;
}

void TcpGate::thaw() {
    core_->frozen = false;
    core_->thawed.cancel();
}

void TcpGate::cut() {
    core_->cut();
}

boost::asio::generic::stream_protocol::endpoint database_endpoint() {
    auto const parameters = pg::parse_url(server_url().value_or(""));
    auto const given = [&](char const* keyword, char const* otherwise) {
        auto const found = parameters.find(keyword);
        return found == parameters.end() ? std::string(otherwise) : found->second;
    };
    auto const host = given("host", "127.0.0.1");
    auto const port = given("port", "5432");
    if (host.starts_with('/')) {
        return boost::asio::local::stream_protocol::endpoint(host + "/.s.PGSQL." + port);
    }
    auto const address = host == "localhost" ? std::string("127.0.0.1") : host;
    return tcp::endpoint(
        boost::asio::ip::make_address(address), static_cast<std::uint16_t>(std::stoi(port))
    );
}

std::string through(TcpGate const& gate, std::string const& url) {
    auto parameters = pg::parse_url(url);
    parameters["host"] = "127.0.0.1";
    parameters["port"] = std::to_string(gate.port());
    return url_from(parameters);
}

} // namespace qc::test
