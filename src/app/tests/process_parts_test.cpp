// SPDX-License-Identifier: Apache-2.0
#include "app/runtime/process_parts.hpp"
#include "app/tests/runtime_settings.hpp"

#include <gtest/gtest.h>

namespace qc::app {
namespace {

TEST(ProcessParts, TakeNewTokenKeysOver) {
    ServerFolder const folder;
    ProcessParts parts(folder.settings("postgresql://quest@127.0.0.1/quest"));
    auto const next = jwt::SigningKey::generate();
    folder.write_keys(next);
    parts.reload_token_keys();
    EXPECT_EQ(parts.token_keys->signing().public_key().kid(), next.public_key().kid());
}

TEST(ProcessParts, KeepTheOldTokenKeysWhenTheNewAreNotThere) {
    ServerFolder const folder;
    ProcessParts parts(folder.settings("postgresql://quest@127.0.0.1/quest"));
    auto const before = parts.token_keys;
    folder.remove_private_key();
    EXPECT_THROW(parts.reload_token_keys(), jwt::KeyError);
    EXPECT_EQ(parts.token_keys, before);
}

TEST(ProcessParts, RefuseMalformedProxies) {
    ServerFolder const folder;
    auto settings = folder.settings("postgresql://quest@127.0.0.1/quest");
    settings.http.trusted_proxies = {"10.0.0.0/8", "everybody"};
    EXPECT_THROW(ProcessParts parts(std::move(settings)), SettingsError);
}

} // namespace
} // namespace qc::app
