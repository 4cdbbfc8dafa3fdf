// SPDX-License-Identifier: Apache-2.0
#include "compat/edit_form.hpp"

#include <gtest/gtest.h>

namespace qc::compat {
namespace {

TEST(EditForm, ItsDefaultsMeanUnchanged) {
    auto const meant = without_form_defaults(
        R"({"id":7,"name":"x","credits":{"auto":false,"cost":3},)"
        R"("main_preferences":{"category_id":2,)"
        R"("price_settings":{"is_subscription":false,"amount":0.0}}})",
        "7"
    );
    EXPECT_EQ(
        meant, R"({"id":7,"name":"x","credits":{"cost":3},"main_preferences":{"category_id":2}})"
    );
}

TEST(EditForm, KnowsBothSpellings) {
    EXPECT_EQ(
        without_form_defaults(
            R"({"id":7,"mainPreferences":{"priceSettings":{"amount":0,"isSubscription":false}}})",
            "7"
        ),
        R"({"id":7,"mainPreferences":{}})"
    );
}

TEST(EditForm, RealChangesStay) {
    for (auto const* const body :
         {R"({"id":7,"mainPreferences":{"priceSettings":{"amount":5,"isSubscription":false}}})",
          R"({"id":7,"mainPreferences":{"priceSettings":{"amount":0,"isSubscription":true}}})",
          R"({"id":7,"mainPreferences":{"priceSettings":{"amount":0}}})",
          R"({"id":7,"mainPreferences":{"priceSettings":{"type":"default","amount":0,)"
          R"("isSubscription":false}}})",
          R"({"id":7,"priceSettings":{"amount":0.0,"isSubscription":false}})",
          R"({"id":7,"credits":{"auto":true}})",
          R"({"id":7,"credits":3})"})
        EXPECT_EQ(without_form_defaults(body, "7"), std::nullopt) << body;
}

TEST(EditForm, OtherClientsMeanWhatTheySay) {
    for (auto const* const body :
         {R"({"credits":{"auto":false}})",
          R"({"id":8,"credits":{"auto":false}})",
          R"({"id":"7","credits":{"auto":false}})",
          R"({"id":7,"id":7,"credits":{"auto":false}})",
          R"({"id":7,"credits":{"auto":false})",
          R"([7])",
          ""})
        EXPECT_EQ(without_form_defaults(body, "7"), std::nullopt) << body;
}

} // namespace
} // namespace qc::compat
