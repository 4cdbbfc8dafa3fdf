// SPDX-License-Identifier: Apache-2.0
#include "app/settings.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace qc::app {
namespace {

Variables complete() {
    return {
        {"APP_SESSION_SECRET_KEY", "0123456789abcdef0123456789abcdef"},
        {"APP_PUBLIC_URL", "https://quest.example"},
        {"DATABASE_URL", "postgresql://quest@127.0.0.1/quest"},
        {"MAIL_OUTBOX_DIR", "outbox"},
    };
}

Variables with(Variables variables, std::string name, std::string value) {
    variables.insert(variables.begin(), {std::move(name), std::move(value)});
    return variables;
}

std::string problems_of(Variables const& variables) {
    try {
        (void)read_settings(variables);
    } catch (SettingsError const& error) {
        return error.what();
    }
    return {};
}

TEST(Settings, TakeTheirDefaults) {
    auto const settings = read_settings(complete());
    EXPECT_EQ(settings.environment, Environment::production);
    EXPECT_EQ(settings.http.port, 8000);
    EXPECT_GE(settings.http.workers, 1);
    EXPECT_EQ(settings.files.public_url, "https://quest.example/api/v1/files");
    EXPECT_TRUE(settings.rules.conceal_accounts);
    EXPECT_EQ(settings.tokens.access_lifetime, std::chrono::minutes(30));
}

TEST(Settings, NameEveryProblemAtOnce) {
    auto const text = problems_of({{"APP_PORT", "eighty"}, {"APP_PROT", "80"}, {"MAIL_PORT", "0"}});
    for (auto const* name :
         {"APP_PORT must be an integer",
          "APP_PROT is no setting",
          "MAIL_PORT must be",
          "APP_SESSION_SECRET_KEY is missing",
          "APP_PUBLIC_URL is missing",
          "DATABASE_URL is missing",
          "MAIL_SERVER is missing"}) {
        EXPECT_NE(text.find(name), std::string::npos) << name << "\n" << text;
    }
}

TEST(Settings, RefuseWeakSecrets) {
    EXPECT_NE(problems_of(with(complete(), "APP_SESSION_SECRET_KEY", "short")), "");
    EXPECT_NE(problems_of(with(complete(), "APP_SESSION_SECRET_KEY", std::string(40, 'x'))), "");
}

TEST(Settings, ListenOnAddressesOnly) {
    EXPECT_EQ(problems_of(with(complete(), "APP_HOST", "::")), "");
    for (auto const* const name : {"APP_HOST", "INTERNAL_HOST"}) {
        auto const problems = problems_of(with(complete(), name, "localhost"));
        EXPECT_NE(problems.find("must be an IP address"), std::string::npos) << problems;
    }
}

TEST(Settings, NeverShowASecretInAProblem) {
    auto const text = problems_of(with(complete(), "APP_SESSION_SECRET_KEY", "hunter2"));
    EXPECT_EQ(text.find("hunter2"), std::string::npos);
}

TEST(Settings, AskForAnAcknowledgementBeforeAnswersAreShown) {
    auto const revealing = with(complete(), "COMPAT_REVEAL_ANSWERS", "true");
    EXPECT_NE(problems_of(revealing), "");
    EXPECT_EQ(problems_of(with(revealing, "COMPAT_REVEAL_ANSWERS_ACK", "yes")), "");
    EXPECT_EQ(problems_of(with(revealing, "ENVIRONMENT", "development")), "");
}

TEST(Settings, MakeTheDatabaseUrlFromItsParts) {
    Variables parts{
        {"DATABASE_HOST", "db.example"},
        {"DATABASE_NAME", "quest"},
        {"DATABASE_USERNAME", "us er"},
        {"DATABASE_PASSWORD", "p@ss/w"},
    };
    EXPECT_EQ(
        read_settings(parts, Need::database).database.url,
        "postgresql://us%20er:p%40ss%2Fw@db.example:5432/quest?sslmode=verify-full"
    );
    parts[0].second = "/run/postgresql";
    EXPECT_EQ(
        read_settings(parts, Need::database).database.url,
        "postgresql://us%20er:p%40ss%2Fw@:5432/quest?sslmode=prefer&host=%2Frun%2Fpostgresql"
    );
}

TEST(Settings, ReadListsInBothForms) {
    auto const json = with(complete(), "APP_ALLOW_ORIGINS", R"(["https://a.example"])");
    EXPECT_EQ(
        read_settings(json).http.allow_origins, std::vector<std::string>{"https://a.example"}
    );
    auto const commas = with(complete(), "APP_TRUSTED_PROXIES", "10.0.0.0/8, ::1");
    EXPECT_EQ(
        read_settings(commas).http.trusted_proxies, (std::vector<std::string>{"10.0.0.0/8", "::1"})
    );
    EXPECT_NE(problems_of(with(complete(), "APP_ALLOW_ORIGINS", "[1]")), "");
}

TEST(Settings, RefuseWrongValues) {
    for (auto const& [name, value] : Variables{
             {"ENVIRONMENT", "staging"},
             {"LOG_LEVEL", "loud"},
             {"LOG_FORMAT", "xml"},
             {"FILES_BACKEND", "ftp"},
             {"APP_PUBLIC_URL", "quest.example"},
             {"APP_PUBLIC_URL", "https://quest.example/"},
             {"FILES_PUBLIC_URL", "https://user@host"},
             {"MAIL_STARTTLS", "maybe"},
             {"DATABASE_POOL_SIZE", "99"},
             {"DATABASE_PORT", "54x"},
             {"DATABASE_SSLMODE", "always"},
             {"COMPAT_ALIASES", "perhaps"},
             {"COMPAT_CHAT_CHARSET", "latin1"},
             {"REDIS_URL", "http://cache"},
             {"REDIS_URL", "redis://cache/one"},
         }) {
        EXPECT_NE(problems_of(with(complete(), name, value)).find(name), std::string::npos);
    }
}

TEST(Settings, RefuseToStartForWhatThisReleaseDoesNotHave) {
    for (auto const& [name, value, reason] : {
             std::array{"FILES_BACKEND", "s3", "s3 is not part of this release; use local"},
             std::array{"VIRUS_SCAN_ADDRESS", "clam:3310", "asks for a scanner, which is not part"},
         }) {
        auto const text = problems_of(with(complete(), name, value));
        EXPECT_NE(text.find(std::string(name) + " " + reason), std::string::npos) << text;
    }
}

TEST(Settings, AcceptTheNamesOfTheContractThatNothingReadsYet) {
    auto variables = complete();
    for (auto const& [name, value] : Variables{
             {"REDIS_URL", "redis://:very-secret@cache:6380/2"},
             {"VIRUS_SCAN_ADDRESS", ""},
             {"FILES_BACKEND", "local"},
             {"S3_ENDPOINT", "https://store.example"},
             {"S3_ACCESS_KEY", "a"},
             {"S3_SECRET_KEY", "b"},
             {"S3_BUCKET_NAME", "quest"},
             {"S3_BROWSER_URL", "https://files.example"},
             {"S3_REGION", "eu-west-1"},
             {"S3_CONNECT_TIMEOUT", "1"},
             {"S3_READ_TIMEOUT", "3"},
             {"S3_MAX_ATTEMPTS", "3"},
             {"DATABASE_SSLMODE", "verify-ca"},
         }) {
        variables = with(std::move(variables), name, value);
    }
    EXPECT_EQ(problems_of(variables), "");
    auto const shown = shown_settings(variables);
    auto const secret = std::ranges::find(shown, std::string("S3_SECRET_KEY"), &ShownSetting::name);
    ASSERT_NE(secret, shown.end());
    EXPECT_EQ(secret->value, "***");
}

TEST(Settings, SayHowThePublishedClientIsServed) {
    auto const usual = read_settings(complete());
    EXPECT_TRUE(usual.rules.compat_aliases);
    EXPECT_TRUE(usual.rules.bare_chat_charset);
    auto const chosen = read_settings(
        with(with(complete(), "COMPAT_ALIASES", "false"), "COMPAT_CHAT_CHARSET", "utf8")
    );
    EXPECT_FALSE(chosen.rules.compat_aliases);
    EXPECT_FALSE(chosen.rules.bare_chat_charset);
}

TEST(Settings, AreShownWithoutSecrets) {
    auto const shown = shown_settings(complete());
    auto const of = [&](std::string_view name) {
        return *std::ranges::find(shown, name, &ShownSetting::name);
    };
    EXPECT_EQ(of("APP_SESSION_SECRET_KEY").value, "***");
    EXPECT_EQ(of("DATABASE_URL").value, "***");
    EXPECT_EQ(of("APP_PORT").value, "8000");
    EXPECT_TRUE(of("MAIL_OUTBOX_DIR").from_environment);
}

TEST(EnvironmentFile, SkipsCommentsAndRemovesQuotes) {
    auto const variables = parse_env_file("# a\n\n export A = 'b c'\r\nD=\"e\"\nF=g#h");
    EXPECT_EQ(variables, (Variables{{"A", "b c"}, {"D", "e"}, {"F", "g#h"}}));
}

TEST(EnvironmentFile, NamesTheLineThatIsNoSetting) {
    EXPECT_THROW((void)parse_env_file("A=1\nnonsense"), std::runtime_error);
    EXPECT_THROW((void)parse_env_file("A B=1"), std::runtime_error);
}

} // namespace
} // namespace qc::app
