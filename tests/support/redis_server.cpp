// SPDX-License-Identifier: Apache-2.0
#include "support/redis_server.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <random>
#include <stdexcept>
#include <string_view>

namespace qc::test {
namespace {

// Below the range from which the kernel takes the ports of outgoing connections.
constexpr std::uint16_t lowest_port = 20'000;
constexpr std::uint16_t highest_port = 31'999;
constexpr int attempts = 20;

/// The output of a process up to its end or the sentence; whether the sentence came.
bool reads(int output, std::string_view sentence) {
    std::string text;
    std::array<char, 4096> bytes{};
    while (text.find(sentence) == std::string::npos) {
        auto const size = ::read(output, bytes.data(), bytes.size());
        if (size <= 0) return false;
        text.append(bytes.data(), static_cast<std::size_t>(size));
    }
    return true;
}

pid_t spawn(std::vector<std::string> words, int output) {
    std::vector<char*> argv;
    for (auto& word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    pid_t process = -1;
    auto const error = posix_spawnp(&process, argv[0], &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) {
        throw std::runtime_error("redis-server does not start; tools/packages.txt names its package"
        );
    }
    return process;
}

} // namespace

std::uint16_t free_port() {
    std::random_device device;
    std::uniform_int_distribution<unsigned> any(lowest_port, highest_port);
    boost::asio::io_context context;
    for (int i = 0; i < attempts; ++i) {
        auto const port = static_cast<std::uint16_t>(any(device));
        boost::asio::ip::tcp::acceptor probe(context);
        boost::system::error_code error;
        probe.open(boost::asio::ip::tcp::v4());
        probe.set_option(boost::asio::ip::tcp::acceptor::reuse_address(true));
        probe.bind({boost::asio::ip::address_v4::loopback(), port}, error);
        if (!error) return port;
    }
    throw std::runtime_error("no free port");
}

RedisServer::RedisServer(std::vector<std::string> arguments) : arguments_(std::move(arguments)) {
    for (int i = 0; i < attempts; ++i) {
        port_ = free_port();
        if (try_start()) return;
    }
    throw std::runtime_error("redis-server ends at once");
}

RedisServer::~RedisServer() {
    kill();
}

void RedisServer::start() {
    if (!try_start()) throw std::runtime_error("redis-server does not come back");
}

bool RedisServer::try_start() {
    auto const port = std::to_string(port_);
    std::vector<std::string> words{
        "redis-server", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"
    };
    if (arguments_.empty()) {
        words.insert(words.end(), {"--port", port});
    } else {
        for (auto const& word : arguments_)
            words.push_back(word == "PORT" ? port : word);
    }
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    process_ = spawn(std::move(words), pipe[1]);
    ::close(pipe[1]);
    bool const ready = reads(pipe[0], "Ready to accept connections");
    ::close(pipe[0]);
    if (!ready) kill();
    return ready;
}

void RedisServer::kill() {
    if (process_ < 0) return;
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
    process_ = -1;
}

void RedisServer::pause() {
    ::kill(process_, SIGSTOP);
}

void RedisServer::resume() {
    ::kill(process_, SIGCONT);
}

} // namespace qc::test
