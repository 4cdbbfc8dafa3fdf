// SPDX-License-Identifier: Apache-2.0
#include "telemetry/redact.hpp"

#include <gtest/gtest.h>

namespace qc::telemetry {
namespace {

TEST(IsSensitive, NamesEveryClassOfKey) {
    for (auto const* key :
         {"password",
          "oldPassword",
          "refresh_token",
          "labels.accessToken",
          "APP_SESSION_SECRET_KEY",
          "kid_key",
          "Authorization",
          "http.request.headers.authorization",
          "code",
          "verificationCode",
          "word",
          "answer_word",
          "labels.answer"}) {
        EXPECT_TRUE(is_sensitive(key)) << key;
    }
}

TEST(IsSensitive, LeavesTheOtherFieldsReadable) {
    for (auto const* key :
         {"error.code",
          "http.response.status_code",
          "user.id",
          "url.path",
          "trace.id",
          "labels.statement",
          "labels.correlation_id",
          "client.address",
          "error.message",
          ""}) {
        EXPECT_FALSE(is_sensitive(key)) << key;
    }
}

TEST(RedactTarget, DropsParametersThatCarrySecrets) {
    EXPECT_EQ(redact_target("/ws?ticket=abc"), "/ws");
    EXPECT_EQ(redact_target("/ws?ticket=abc&chat=7"), "/ws?chat=7");
    EXPECT_EQ(redact_target("/x?page=2&token=abc&size=5"), "/x?page=2&size=5");
    EXPECT_EQ(redact_target("/x?access_token=abc"), "/x");
    EXPECT_EQ(redact_target("/x?Ticket=1&TOKEN=2&ticket&a"), "/x?a");
    EXPECT_EQ(redact_target("/x?ticket=1&ticket=2"), "/x");
}

TEST(RedactTarget, SeesThroughPercentEncoding) {
    EXPECT_EQ(redact_target("/x?%74oken=abc&a=1"), "/x?a=1");
    EXPECT_EQ(redact_target("/x?tick%65t=abc"), "/x");
    EXPECT_EQ(redact_target("/x?tick%65"), "/x?tick%65");
    EXPECT_EQ(redact_target("/x?a%zz=%"), "/x?a%zz=%");
}

TEST(RedactTarget, KeepsTargetsWithoutSecrets) {
    EXPECT_EQ(
        redact_target("/api/v1/quests/?page=1&search=a%20b"), "/api/v1/quests/?page=1&search=a%20b"
    );
    EXPECT_EQ(redact_target("/plain"), "/plain");
    EXPECT_EQ(redact_target("/x?"), "/x?");
    EXPECT_EQ(redact_target(""), "");
}

TEST(RedactPath, HidesParametersNamedToken) {
    EXPECT_EQ(
        redact_path("/auth/reset-password/{token}", "/api/v1/auth/reset-password/abc"),
        "/api/v1/auth/reset-password/***"
    );
    EXPECT_EQ(redact_path("/a/{resetToken}/b", "/a/abc/b/"), "/a/***/b");
    EXPECT_EQ(redact_path("/a/{token}/", "/a/abc"), "/a/***");
}

TEST(RedactPath, KeepsOtherSegments) {
    EXPECT_EQ(redact_path("/quests/{questId}", "/api/v1/quests/7"), "/api/v1/quests/7");
    EXPECT_EQ(redact_path("/auth/token", "/auth/token"), "/auth/token");
    EXPECT_EQ(redact_path("", "/unmatched/path"), "/unmatched/path");
    EXPECT_EQ(redact_path("/", "/"), "/");
}

} // namespace
} // namespace qc::telemetry
