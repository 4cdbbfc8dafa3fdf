// SPDX-License-Identifier: Apache-2.0
#include "redis/tests/redis_test.hpp"

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace qc::redis {
namespace {

namespace fs = std::filesystem;

/// A folder with a certificate for 127.0.0.1 that the process trusts.
class TlsTest : public RedisTest {
protected:
    TlsTest() {
        auto pattern = (fs::temp_directory_path() / "qc-redis-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no folder");
        folder = pattern;
        auto const make = "openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=redis "
                          "-addext subjectAltName=IP:127.0.0.1 -keyout " +
                          key() + " -out " + certificate() + " 2>/dev/null";
        if (std::system(make.c_str()) != 0) throw std::runtime_error("openssl made no certificate");
        // Read once, with the first TLS connection of the process.
        ::setenv("SSL_CERT_FILE", certificate().c_str(), 1);
    }

    ~TlsTest() override { fs::remove_all(folder); }

    [[nodiscard]] std::string key() const { return (folder / "key.pem").string(); }

    [[nodiscard]] std::string certificate() const { return (folder / "cert.pem").string(); }

    [[nodiscard]] std::vector<std::string> arguments() const {
        return {
            "--port",
            "0",
            "--tls-port",
            "PORT",
            "--tls-auth-clients",
            "no",
            "--tls-cert-file",
            certificate(),
            "--tls-key-file",
            key(),
            "--tls-ca-cert-file",
            certificate()
        };
    }

    fs::path folder;
};

TEST_F(TlsTest, SpeaksToAServerThatItTrustsUnderItsNameOnly) {
    test::RedisServer const server(arguments());
    auto options = options_for(server.port());
    options.address.tls = true;
    auto const client = client_of(options);
    ASSERT_TRUE(until([&] { return client->connected(); }));
    EXPECT_EQ(ask(*client, {"ECHO", "hidden"})->text, "hidden");
    options.address.host = "localhost";
    EXPECT_THROW(test::wait(context, probe(options)), std::exception);
    options.address.tls = false;
    EXPECT_THROW(test::wait(context, probe(options)), std::exception);
}

} // namespace
} // namespace qc::redis
