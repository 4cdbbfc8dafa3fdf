// SPDX-License-Identifier: Apache-2.0
#include "mail/message.hpp"

#include <gtest/gtest.h>

namespace qc::mail {
namespace {

Stamp const stamp{
    Instant{std::chrono::sys_days{std::chrono::year{2026} / 1 / 31} + std::chrono::hours{12}},
    *Uuid::parse("6f0b5dc2-3d3a-4f0e-9d51-0a4a1f2b3c4d")
};

Mail greeting() {
    Mail mail;
    mail.recipient = "ann@quest.example";
    mail.kind = "greeting";
    mail.language = "en";
    mail.subject = "Hello";
    mail.text = "Your code is 123456\n\nBye";
    return mail;
}

TEST(Message, IsPlainTextWithoutHtml) {
    EXPECT_EQ(
        compose(greeting(), {"game@quest.example", "Quest City"}, stamp),
        "Date: Sat, 31 Jan 2026 12:00:00 +0000\r\n"
        "From: \"Quest City\" <game@quest.example>\r\n"
        "To: <ann@quest.example>\r\n"
        "Subject: Hello\r\n"
        "Message-ID: <6f0b5dc2-3d3a-4f0e-9d51-0a4a1f2b3c4d@quest.example>\r\n"
        "Auto-Submitted: auto-generated\r\n"
        "Content-Language: en\r\n"
        "MIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n"
        "\r\n"
        "Your code is 123456\r\n\r\nBye\r\n"
    );
}

TEST(Message, OffersHtmlLast) {
    auto mail = greeting();
    mail.html = "<p>1 = 1</p>";
    auto const message = compose(mail, {"game@quest.example", ""}, stamp);
    std::string const delimiter = "--qc-6f0b5dc2-3d3a-4f0e-9d51-0a4a1f2b3c4d";
    EXPECT_NE(message.find("From: <game@quest.example>\r\n"), std::string::npos);
    EXPECT_NE(
        message.find("Content-Type: multipart/alternative; boundary=\"" + delimiter.substr(2)),
        std::string::npos
    );
    auto const plain = message.find(delimiter + "\r\nContent-Type: text/plain");
    auto const html = message.find(delimiter + "\r\nContent-Type: text/html");
    EXPECT_LT(plain, html);
    EXPECT_NE(message.find("<p>1 =3D 1</p>\r\n" + delimiter + "--\r\n"), std::string::npos);
}

TEST(Message, NamesCannotAddHeaders) {
    auto mail = greeting();
    mail.subject = "x\r\nBcc: all@quest.example";
    mail.language = "en\r\nBcc: all@quest.example";
    auto const message =
        compose(mail, {"game@quest.example", "A \"B\" \\\r\nBcc: all@quest.example"}, stamp);
    EXPECT_EQ(message.find("Bcc"), std::string::npos);
    EXPECT_EQ(message.find("Content-Language"), std::string::npos);
}

TEST(Message, QuotesTheNameOfItsAuthor) {
    auto const message = compose(greeting(), {"game@quest.example", R"(A "B" \)"}, stamp);
    EXPECT_NE(message.find(R"(From: "A \"B\" \\" <game@quest.example>)"), std::string::npos);
    EXPECT_NE(
        compose(greeting(), {"game@quest.example", "Город"}, stamp)
            .find("From: =?UTF-8?B?0JPQvtGA0L7QtA==?= <game@quest.example>"),
        std::string::npos
    );
}

TEST(Message, RefusesAddressesThatAreMoreThanOne) {
    for (std::string const bad :
         {"",
          "ann",
          "@quest.example",
          "ann@",
          "ann@quest@example",
          "ann@quest.example,bob@quest.example",
          "ann@quest.example\r\nBcc: bob@quest.example",
          "<ann@quest.example>",
          "ann b@quest.example",
          "änn@quest.example"}) {
        auto mail = greeting();
        mail.recipient = bad;
        EXPECT_THROW(
            static_cast<void>(compose(mail, {"game@quest.example", ""}, stamp)),
            std::invalid_argument
        ) << bad;
    }
    EXPECT_THROW(
        static_cast<void>(compose(greeting(), {"game", ""}, stamp)), std::invalid_argument
    );
    EXPECT_FALSE(is_plain_address(std::string(250, 'a') + "@b.de"));
}

} // namespace
} // namespace qc::mail
