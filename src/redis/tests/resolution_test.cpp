// SPDX-License-Identifier: Apache-2.0
#include "redis/tests/redis_test.hpp"
#include "redis/wire.hpp"
#include "resilience/deadline.hpp"

#include <dlfcn.h>
#include <netdb.h>

#include <future>

namespace qc::redis {
namespace {

constexpr std::string_view hanging_host = "hangs.invalid";
std::promise<void> name_server_answers;

class ResolutionTest : public RedisTest {};

TEST_F(ResolutionTest, FindsAHostByItsName) {
    test::RedisServer const server;
    auto options = options_for(server.port());
    options.address.host = "localhost";
    test::wait(context, probe(options));
}

TEST_F(ResolutionTest, WaitsForANameServerNoLongerThanForTheConnection) {
    auto options = options_for(1);
    options.address.host = hanging_host;
    options.connect_timeout = std::chrono::milliseconds{20};
    EXPECT_THROW(test::wait(context, probe(options)), resilience::DeadlineExceeded);
    name_server_answers.set_value();
    context.restart();
    context.run();
}

} // namespace
} // namespace qc::redis

/// In the place of that of the C library: a name server that hangs until it is told otherwise.
extern "C" int
getaddrinfo(char const* host, char const* service, addrinfo const* hints, addrinfo** found) {
    if (host != nullptr && host == qc::redis::hanging_host) {
        qc::redis::name_server_answers.get_future().wait();
        return EAI_AGAIN;
    }
    static auto* const real =
        reinterpret_cast<decltype(&getaddrinfo)>(dlsym(RTLD_NEXT, "getaddrinfo"));
    return real(host, service, hints, found);
}
