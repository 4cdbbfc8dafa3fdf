// SPDX-License-Identifier: Apache-2.0
#include "mail/smtp_transport.hpp"
#include "smtp_process.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <gtest/gtest.h>

#include <future>

namespace qc::mail {
namespace {

SmtpServer server_at(std::uint16_t port) {
    SmtpServer server;
    server.host = "127.0.0.1";
    server.port = port;
    server.security = SmtpServer::Security::none;
    server.from = "game@quest.example";
    server.timeout = std::chrono::seconds{10};
    return server;
}

Letter letter() {
    return {1, {}, "ann@quest.example", "Subject: Hello\r\n\r\n.a line with a dot\r\nBye\r\n"};
}

TEST(SmtpTransport, DeliversTheExactBytes) {
    test::TemporaryFolder const folder;
    test::SmtpProcess const process(folder.path(), {});
    SmtpTransport transport(server_at(process.port()));
    auto const delivery = transport.deliver(letter());
    EXPECT_EQ(delivery.outcome, Outcome::delivered) << delivery.problem;
    ASSERT_EQ(folder.files().size(), 1u);
    EXPECT_EQ(test::content_of(folder.files()[0]), letter().message);
}

TEST(SmtpTransport, TriesAgainWhatIsRefusedForNow) {
    test::TemporaryFolder const folder;
    test::SmtpProcess const process(folder.path(), {"451", "250"});
    SmtpTransport transport(server_at(process.port()));
    auto const first = transport.deliver(letter());
    EXPECT_EQ(first.outcome, Outcome::try_later);
    EXPECT_NE(first.problem.find("451"), std::string::npos) << first.problem;
    EXPECT_EQ(transport.deliver(letter()).outcome, Outcome::delivered);
}

TEST(SmtpTransport, GivesUpWhatIsRefusedForGood) {
    test::TemporaryFolder const folder;
    test::SmtpProcess const process(folder.path(), {"550"});
    SmtpTransport transport(server_at(process.port()));
    auto const delivery = transport.deliver(letter());
    EXPECT_EQ(delivery.outcome, Outcome::refused);
    EXPECT_NE(delivery.problem.find("550"), std::string::npos) << delivery.problem;
    EXPECT_TRUE(folder.files().empty());
}

TEST(SmtpTransport, GivesUpASilentServerWhenTheProcessEnds) {
    boost::asio::io_context context;
    // Connections are made by the kernel; nobody ever greets.
    boost::asio::ip::tcp::acceptor const silent(
        context, {boost::asio::ip::address_v4::loopback(), 0}
    );
    SmtpTransport transport(server_at(silent.local_endpoint().port()));
    auto delivery = std::async(std::launch::async, [&] { return transport.deliver(letter()); });
    transport.interrupt();
    auto const outcome = delivery.get();
    EXPECT_EQ(outcome.outcome, Outcome::try_later);
    EXPECT_NE(outcome.problem.find("aborted"), std::string::npos) << outcome.problem;
}

TEST(SmtpTransport, SignsIn) {
    test::TemporaryFolder const folder;
    test::SmtpProcess const process(folder.path(), {"login"});
    auto server = server_at(process.port());
    server.username = "ann";
    server.password = "pass word";
    EXPECT_EQ(SmtpTransport(server).deliver(letter()).outcome, Outcome::delivered);
}

TEST(SmtpTransport, KeepsMailWhenItsPasswordIsWrong) {
    test::TemporaryFolder const folder;
    test::SmtpProcess const process(folder.path(), {"login"});
    auto server = server_at(process.port());
    server.username = "ann";
    server.password = "wrong word";
    auto const delivery = SmtpTransport(server).deliver(letter());
    EXPECT_EQ(delivery.outcome, Outcome::try_later);
    EXPECT_EQ(delivery.problem.find("wrong word"), std::string::npos);
}

TEST(SmtpTransport, NeverSendsInTheClearWhenTlsIsWanted) {
    test::TemporaryFolder const folder;
    test::SmtpProcess const process(folder.path(), {});
    auto server = server_at(process.port());
    server.security = SmtpServer::Security::starttls;
    EXPECT_EQ(SmtpTransport(server).deliver(letter()).outcome, Outcome::try_later);
    server.security = SmtpServer::Security::tls;
    EXPECT_EQ(SmtpTransport(server).deliver(letter()).outcome, Outcome::try_later);
    EXPECT_TRUE(folder.files().empty());
}

TEST(SmtpTransport, KeepsMailWhenNobodyListens) {
    EXPECT_EQ(SmtpTransport(server_at(1)).deliver(letter()).outcome, Outcome::try_later);
}

} // namespace
} // namespace qc::mail
