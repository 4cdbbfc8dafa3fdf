// SPDX-License-Identifier: Apache-2.0
#include "notifications/application/texts.hpp"

#include <gtest/gtest.h>

namespace qc::notifications {
namespace {

Notice worded(Wording wording, std::vector<std::string> values) {
    Notice notice;
    notice.wording = wording;
    notice.values = std::move(values);
    return notice;
}

TEST(NotificationTexts, AreInEveryLanguage) {
    auto const texts = texts_of(worded(Wording::credits_received, {"40", "for you"}));
    EXPECT_EQ(texts[0].title, "You received credits: 40");
    EXPECT_EQ(texts[1].title, "Has recibido créditos: 40");
    EXPECT_EQ(texts[2].title, "Вы получили кредиты: 40");
    for (auto const& text : texts)
        EXPECT_EQ(text.message, "for you");
}

TEST(NotificationTexts, LeaveBracesOfUsersAlone) {
    auto const texts = texts_of(worded(Wording::quest_rejected, {"{1}", "{0} {"}));
    EXPECT_EQ(texts[0].message, "{1}: {0} {");
}

TEST(NotificationTexts, NeverFailForMissingValues) {
    EXPECT_EQ(texts_of(worded(Wording::quest_rejected, {"Old town"}))[0].message, "Old town: ");
}

TEST(NotificationTexts, SayEveryWordingInEveryLanguage) {
    for (int i = 0; i <= static_cast<int>(Wording::friend_accepted); ++i) {
        auto const texts = texts_of(worded(static_cast<Wording>(i), {"one", "two"}));
        for (auto const& text : texts) {
            EXPECT_FALSE(text.title.empty()) << i;
            EXPECT_FALSE(text.message.empty()) << i;
            EXPECT_EQ((text.title + text.message).find('{'), std::string::npos) << i;
        }
        EXPECT_NE(texts[0].title, texts[1].title) << i;
        EXPECT_NE(texts[0].title, texts[2].title) << i;
    }
}

TEST(NotificationTexts, TakeReadyTextsAsTheyAre) {
    Notice notice;
    notice.title = "{0}";
    notice.message = "Ann wants to be your friend.";
    for (auto const& text : texts_of(notice)) {
        EXPECT_EQ(text.title, "{0}");
        EXPECT_EQ(text.message, "Ann wants to be your friend.");
    }
}

} // namespace
} // namespace qc::notifications
