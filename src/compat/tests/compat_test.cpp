// SPDX-License-Identifier: Apache-2.0
#include "compat/alias_routes.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace qc::compat {
namespace {

TEST(Compat, RefusesARouteTableThatItsRulesDoNotFit) {
    http::Routes routes;
    EXPECT_THROW(add_aliases(routes, {}), std::logic_error);
    EXPECT_THROW((void)find(routes, {http::Method::get, "/nowhere"}), std::logic_error);
}

TEST(Compat, ChangesNothingWhenItIsOff) {
    http::Routes routes;
    Settings settings;
    settings.aliases = false;
    add_aliases(routes, settings);
    EXPECT_TRUE(routes.empty());
}

TEST(Compat, PreviewsOfChatsCarryAMessageAlways) {
    auto const told = [](std::string_view preview) {
        contract::Problems problems;
        std::string out;
        write_chat_preview_aliases(out, *contract::parse_json(preview, problems), {});
        return out;
    };
    EXPECT_EQ(
        told(
            R"({"id":5,"unreadCount":2,"recipient":{"fullName":"Ann B","profile":{"avatarUrl":null}},)"
            R"("updatedAt":"2026-01-31T09:15:00.999999Z"})"
        ),
        R"(,"id_chat":5,"username":"Ann B","photo_path":"",)"
        R"("message":{"msg":"","time":1769850900,"new_message":2})"
    );
    EXPECT_EQ(
        told(
            R"({"id":5,"unreadCount":0,"recipient":{"fullName":"Ann","profile":{"avatarUrl":"http://a"}},)"
            R"("lastMessage":{"text":"hi","createdAt":"2026-01-31T09:15:01Z"},)"
            R"("updatedAt":"2026-01-31T09:15:00Z"})"
        ),
        R"(,"id_chat":5,"username":"Ann","photo_path":"http://a",)"
        R"("message":{"msg":"hi","time":1769850901,"new_message":0})"
    );
}

} // namespace
} // namespace qc::compat
