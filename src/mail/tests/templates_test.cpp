// SPDX-License-Identifier: Apache-2.0
#include "mail/templates.hpp"

#include <gtest/gtest.h>

namespace qc::mail {
namespace {

Mail mail_about(std::string_view kind, std::string language, std::string matter) {
    return write_mail({kind, "ann@quest.example", std::move(language), std::move(matter), {}});
}

TEST(Templates, HaveTheSubjectsOfTheContract) {
    EXPECT_EQ(mail_about(register_code, "en", "1").subject, "Email verification for registration");
    EXPECT_EQ(
        mail_about(change_email_code, "ru", "1").subject, "Email verification for change email."
    );
    EXPECT_EQ(mail_about(reset_code, "es", "1").subject, "Password reset");
    EXPECT_EQ(mail_about(invitation, "en", "Ann").subject, "You were invited to QuestCity");
    EXPECT_EQ(mail_about(account_unlocked, "en", "").subject, "Your account was unlocked");
}

TEST(Templates, TellTheCodeInEveryLanguage) {
    for (auto const kind : {register_code, change_email_code, reset_code}) {
        EXPECT_TRUE(mail_about(kind, "en", "123456").text.starts_with("Your code is 123456\n"));
        for (std::string const language : {"es", "ru"}) {
            auto const mail = mail_about(kind, language, "123456");
            EXPECT_NE(mail.text.find("\n\nYour code is 123456\n\n"), std::string::npos);
            EXPECT_NE(mail.html.find("<p>Your code is 123456</p>"), std::string::npos);
        }
    }
    EXPECT_TRUE(mail_about(reset_code, "ru", "123456").text.starts_with("Ваш код: 123456\n"));
    EXPECT_TRUE(mail_about(reset_code, "es", "123456").text.starts_with("Tu código es 123456\n"));
    EXPECT_TRUE(mail_about(reset_code, "de", "123456").text.starts_with("Your code is 123456\n"));
}

TEST(Templates, LeaveNoBlankOpen) {
    for (auto const kind :
         {invitation, account_made, account_unlocked, password_changed, email_changed, failed_logins
         }) {
        for (std::string const language : {"en", "es", "ru"}) {
            auto const mail = mail_about(kind, language, "Ann");
            EXPECT_EQ(mail.text.find("{}"), std::string::npos) << kind;
            EXPECT_FALSE(mail.html.empty());
            EXPECT_EQ(mail.kind, kind);
            EXPECT_EQ(mail.language, language);
        }
    }
}

TEST(Templates, EscapeNamesInHtml) {
    auto const mail = mail_about(invitation, "en", "<b>{}</b>");
    EXPECT_NE(mail.text.find("<b>{}</b>"), std::string::npos);
    EXPECT_NE(mail.html.find("&lt;b&gt;{}&lt;/b&gt;"), std::string::npos);
}

TEST(Templates, KnowNoOtherKind) {
    EXPECT_THROW(static_cast<void>(mail_about("poem", "en", "")), std::invalid_argument);
}

TEST(LanguageFor, TakesTheBestOfThoseThatAreSpoken) {
    EXPECT_EQ(language_for(""), "en");
    EXPECT_EQ(language_for("de, fr;q=0.5"), "en");
    EXPECT_EQ(language_for("ru-RU"), "ru");
    EXPECT_EQ(language_for("de, es-MX;q=0.8, ru;q=0.9"), "ru");
    EXPECT_EQ(language_for("ES"), "es");
    EXPECT_EQ(language_for("ru;q=0, es;q=x"), "en");
}

TEST(LanguageFor, StopsReadingSomewhere) {
    std::string many;
    for (int i = 0; i < 30; ++i)
        many += "de,";
    EXPECT_EQ(language_for(many + "ru"), "en");
}

} // namespace
} // namespace qc::mail
