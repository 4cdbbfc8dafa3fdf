// SPDX-License-Identifier: Apache-2.0
#include "support/raw_http.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <stdexcept>

namespace qc::test {
namespace {

// Only for answers that never come: machines that build at the same time are slow.
constexpr time_t patience_s = 60;

bool same(std::string_view one, std::string_view other) {
    return std::ranges::equal(one, other, [](unsigned char a, unsigned char b) {
        return std::tolower(a) == std::tolower(b);
    });
}

[[noreturn]] void fail(std::string const& what) {
    throw std::runtime_error("raw HTTP client: " + what);
}

/// A process that was stopped for a while finds its system call interrupted.
template <class Call>
ssize_t uninterrupted(Call call) {
    ssize_t result = -1;
    do
        result = call();
    while (result < 0 && errno == EINTR);
    return result;
}

} // namespace

std::string RawResponse::header(std::string_view name) const {
    for (auto const& [key, value] : headers) {
        if (same(key, name)) return value;
    }
    return {};
}

RawHttp::RawHttp(std::uint16_t port, std::string const& address)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    timeval const patience{patience_s, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    int const on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in peer{};
    peer.sin_family = AF_INET;
    peer.sin_port = htons(port);
    ::inet_pton(AF_INET, address.c_str(), &peer.sin_addr);
    if (::connect(socket_, reinterpret_cast<sockaddr const*>(&peer), sizeof peer) != 0) {
        ::close(socket_);
        fail("cannot connect");
    }
}

RawHttp::RawHttp(RawHttp&& other) noexcept
    : socket_(std::exchange(other.socket_, -1))
    , received_(std::move(other.received_)) {}

RawHttp::~RawHttp() {
    if (socket_ >= 0) ::close(socket_);
}

bool RawHttp::try_send(std::string_view bytes) {
    while (!bytes.empty()) {
        auto const sent = uninterrupted([&] {
            return ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        });
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

void RawHttp::send(std::string_view bytes) {
    if (!try_send(bytes)) fail("cannot send");
}

void RawHttp::finish_sending() {
    ::shutdown(socket_, SHUT_WR);
}

bool RawHttp::fill() {
    std::array<char, 65536> bytes;
    auto const count =
        uninterrupted([&] { return ::recv(socket_, bytes.data(), bytes.size(), 0); });
    if (count < 0 && errno != ECONNRESET) fail("nothing came in time");
    if (count <= 0) return false;
    received_.append(bytes.data(), static_cast<std::size_t>(count));
    return true;
}

std::string RawHttp::take_line() {
    std::size_t end = 0;
    while ((end = received_.find("\r\n")) == std::string::npos) {
        if (!fill()) fail("the answer ends within its head");
    }
    auto line = received_.substr(0, end);
    received_.erase(0, end + 2);
    return line;
}

std::optional<RawResponse> RawHttp::try_receive(bool head_only) {
    if (received_.empty() && !fill()) return std::nullopt;
    RawResponse response;
    auto const line = take_line();
    if (!line.starts_with("HTTP/1.1 ") || line.size() < 13) fail("no status line: " + line);
    response.status = std::stoi(line.substr(9, 3));
    response.reason = line.substr(13);
    for (auto field = take_line(); !field.empty(); field = take_line()) {
        auto const colon = field.find(": ");
        if (colon == std::string::npos) fail("no header field: " + field);
        response.headers.emplace_back(field.substr(0, colon), field.substr(colon + 2));
    }
    auto const length = response.header("Content-Length");
    if (head_only || length.empty()) return response;
    response.body = receive_bytes(std::stoul(length));
    return response;
}

std::string RawHttp::receive_bytes(std::size_t count) {
    while (received_.size() < count) {
        if (!fill()) fail("the answer ends within its body");
    }
    auto bytes = received_.substr(0, count);
    received_.erase(0, count);
    return bytes;
}

RawResponse RawHttp::receive(bool head_only) {
    auto response = try_receive(head_only);
    if (!response) fail("the server closed without an answer");
    return *std::move(response);
}

RawResponse RawHttp::request(
    std::string_view method,
    std::string_view target,
    std::string_view extra_lines,
    std::string_view body
) {
    std::string bytes;
    bytes.append(method).append(" ").append(target).append(" HTTP/1.1\r\nHost: localhost\r\n");
    bytes.append(extra_lines);
    if (!body.empty()) bytes += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    send(bytes.append("\r\n").append(body));
    return receive(method == "HEAD");
}

bool RawHttp::closed_by_server() {
    return received_.empty() && !fill();
}

} // namespace qc::test
