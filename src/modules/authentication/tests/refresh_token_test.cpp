// SPDX-License-Identifier: Apache-2.0
#include "authentication/application/refresh_token.hpp"

#include <gtest/gtest.h>

namespace qc::authentication {
namespace {

constexpr std::string_view id = "6b2f0c4e-9a51-4a9d-8f0e-0d6f6a1b2c3d";

RefreshToken made(std::int32_t generation = 7) {
    return RefreshToken::make(crypto::bytes_of("a key"), SessionId{*Uuid::parse(id)}, generation);
}

TEST(RefreshToken, CanBeMadeAgain) {
    EXPECT_EQ(made().text(), made().text());
    EXPECT_NE(made(7).text(), made(8).text());
}

TEST(RefreshToken, IsReadBack) {
    auto const token = RefreshToken::parse(made().text());
    ASSERT_TRUE(token);
    EXPECT_EQ(token->session.text(), id);
    EXPECT_EQ(token->generation, 7);
    EXPECT_TRUE(token->is_made_with(crypto::bytes_of("a key")));
    EXPECT_FALSE(token->is_made_with(crypto::bytes_of("another key")));
}

TEST(RefreshToken, BindsTheGeneration) {
    auto token = made();
    token.generation = 8;
    EXPECT_FALSE(token.is_made_with(crypto::bytes_of("a key")));
}

TEST(RefreshToken, HasOneSpelling) {
    auto const good = made().text();
    auto const mac = good.substr(good.rfind('.') + 1);
    std::string const session(id);
    for (auto const& bad :
         {std::string(),
          std::string("null"),
          session,
          session + "." + mac,
          session + ".7",
          session + ".7." + mac + "A",
          session + ".7." + mac + "=",
          session + ".07." + mac,
          session + ".+7." + mac,
          session + ".0." + mac,
          session + ".-1." + mac,
          session + ".99999999999." + mac,
          session + ".7.1." + mac,
          "x" + session.substr(1) + ".7." + mac,
          good + std::string(200, 'A')})
        EXPECT_FALSE(RefreshToken::parse(bad)) << bad;
}

} // namespace
} // namespace qc::authentication
