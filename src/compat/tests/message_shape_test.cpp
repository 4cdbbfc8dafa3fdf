// SPDX-License-Identifier: Apache-2.0
#include "compat/message_shape.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace qc::compat {
namespace {

TEST(MessageShapeTest, AddsTheOldNamesBesideTheNewOnes) {
    auto const shown = boost::json::parse(chat_socket_message(
        R"({"id":7,"text":"a \"b\"","file":null,"chatId":12,"authorId":"x","isRead":false,)"
        R"("createdAt":"2026-01-31T12:00:00Z","updatedAt":"2026-01-31T12:00:01Z"})"
    ));
    EXPECT_EQ(shown.at("text").as_string(), "a \"b\"");
    EXPECT_TRUE(shown.at("file").is_null());
    EXPECT_TRUE(shown.at("file_url").is_null());
    EXPECT_EQ(shown.at("chatId").as_int64(), 12);
    EXPECT_EQ(shown.at("chat_id").as_int64(), 12);
    EXPECT_EQ(shown.at("author_id").as_string(), "x");
    EXPECT_EQ(shown.at("created_at").as_string(), "2026-01-31T12:00:00Z");
    EXPECT_EQ(shown.at("updated_at").as_string(), "2026-01-31T12:00:01Z");
}

} // namespace
} // namespace qc::compat
