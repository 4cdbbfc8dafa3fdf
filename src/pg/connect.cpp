// SPDX-License-Identifier: Apache-2.0
#include "pg/connect.hpp"

#include "pg/alarm.hpp"
#include "pg/errors.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <libpq-fe.h>

#include <algorithm>
#include <memory>
#include <new>
#include <stdexcept>
#include <utility>
#include <vector>

namespace qc::pg {
namespace {

using boost::asio::posix::stream_descriptor;
using Executor = boost::asio::any_io_executor;
using Time = std::chrono::steady_clock::time_point;

struct Resolution {
    explicit Resolution(Executor const& executor) : resolver(executor), done(executor) {}

    boost::asio::ip::tcp::resolver resolver;
    Alarm done;
    std::vector<std::string> addresses;
};

std::vector<std::string> split(std::string const& list) {
    std::vector<std::string> parts;
    std::size_t start = 0;
    while (start <= list.size()) {
        auto const end = std::min(list.find(',', start), list.size());
        parts.push_back(list.substr(start, end - start));
        start = end + 1;
    }
    return parts;
}

bool is_address(std::string const& host) {
    boost::system::error_code error;
    boost::asio::ip::make_address(host, error);
    return !error;
}

/// A socket folder needs no resolution, and an address resolves to itself.
Task<std::vector<std::string>> resolve(Executor executor, std::string host, Time deadline) {
    if (host.empty() || host.front() == '/' || host.front() == '@') {
        co_return std::vector<std::string>(1);
    }
    if (is_address(host)) co_return std::vector<std::string>(1, host);
    auto const resolution = std::make_shared<Resolution>(executor);
    resolution->resolver
        .async_resolve(host, "", [resolution](boost::system::error_code error, auto const& found) {
            for (auto const& entry : found) {
                if (error) break;
                resolution->addresses.push_back(entry.endpoint().address().to_string());
            }
            resolution->done.ring();
        });
    bool const resolved = co_await resolution->done.wait(deadline);
    if (!resolved) raise_unavailable("the name of the database server is not resolved in time");
    co_return resolution->addresses;
}

void append(std::string& list, bool first, std::string const& item) {
    if (!first) list += ',';
    list += item;
}

/// libpq would look names up with a blocking call, so it is given one entry per address.
Task<ConnectParameters>
with_addresses(Executor executor, ConnectParameters parameters, Time deadline) {
    auto const hosts = split(parameters["host"]);
    auto const ports = split(parameters["port"]);
    std::string host_list;
    std::string address_list;
    std::string port_list;
    bool none = true;
    for (std::size_t i = 0; i < hosts.size(); ++i) {
        auto const addresses = co_await resolve(executor, hosts[i], deadline);
        for (auto const& address : addresses) {
            append(host_list, none, hosts[i]);
            append(address_list, none, address);
            append(port_list, none, ports[ports.size() == hosts.size() ? i : 0]);
            none = false;
        }
    }
    if (none) raise_unavailable("the name of the database server is not known");
    parameters["host"] = host_list;
    parameters["hostaddr"] = address_list;
    parameters["port"] = port_list;
    co_return parameters;
}

struct SocketWait {
    SocketWait(Executor const& executor, int socket)
        : descriptor(executor, socket)
        , ready(executor) {}

    stream_descriptor descriptor;
    Alarm ready;
};

/// libpq owns the socket and may close it between two polls.
struct LetGo {
    std::shared_ptr<SocketWait> wait;

    ~LetGo() { wait->descriptor.release(); }
};

Task<void>
wait_for(Executor executor, int socket, stream_descriptor::wait_type what, Time deadline) {
    auto const wait = std::make_shared<SocketWait>(executor, socket);
    LetGo const let_go{wait};
    wait->descriptor.async_wait(what, [wait](boost::system::error_code) { wait->ready.ring(); });
    bool const ready = co_await wait->ready.wait(deadline);
    if (!ready) raise_unavailable("connecting to the database takes too long");
}

ConnectionHandle start(ConnectParameters const& parameters) {
    std::vector<char const*> keywords;
    std::vector<char const*> values;
    for (auto const& [keyword, value] : parameters) {
        keywords.push_back(keyword.c_str());
        values.push_back(value.c_str());
    }
    keywords.push_back(nullptr);
    values.push_back(nullptr);
    ConnectionHandle handle(PQconnectStartParams(keywords.data(), values.data(), 0));
    if (!handle) throw std::bad_alloc();
    return handle;
}

} // namespace

ConnectParameters parse_url(std::string const& url) {
    char* problem = nullptr;
    std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)> const options(
        PQconninfoParse(url.c_str(), &problem), PQconninfoFree
    );
    PQfreemem(problem);
    if (!options) throw std::invalid_argument("the database URL is not valid");
    ConnectParameters parameters;
    for (auto const* option = options.get(); option->keyword != nullptr; ++option) {
        if (option->val != nullptr) parameters.emplace(option->keyword, option->val);
    }
    return parameters;
}

Task<ConnectionHandle> connect(Executor executor, ConnectParameters parameters, Time deadline) {
    if (parameters.contains("host") && !parameters.contains("hostaddr")) {
        parameters = co_await with_addresses(executor, std::move(parameters), deadline);
    }
    auto handle = start(parameters);
    auto state = PGRES_POLLING_WRITING;
    if (PQstatus(handle.get()) == CONNECTION_BAD) state = PGRES_POLLING_FAILED;
    while (state == PGRES_POLLING_READING || state == PGRES_POLLING_WRITING) {
        auto const what = state == PGRES_POLLING_READING ? stream_descriptor::wait_read
                                                         : stream_descriptor::wait_write;
        co_await wait_for(executor, PQsocket(handle.get()), what, deadline);
        state = PQconnectPoll(handle.get());
    }
    if (state != PGRES_POLLING_OK) raise_unavailable(PQerrorMessage(handle.get()));
    co_return handle;
}

} // namespace qc::pg
