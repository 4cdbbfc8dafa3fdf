// SPDX-License-Identifier: Apache-2.0
#include "content/active_content.hpp"
#include "content/errors.hpp"
#include "content/tests/files.hpp"

#include <gtest/gtest.h>

namespace qc::content {

namespace {

bool suspicious(FileType type, std::string_view bytes) {
    auto const checked = check_active_content(type, bytes);
    return !checked && checked.error().is(errors::suspicious_file_content);
}

TEST(ActiveContent, RefusesScriptsInText) {
    for (auto const* text :
         {"hi <script>alert(1)</script>",
          "<SCRIPT src=x>",
          "<?php system('id');",
          "<?= 1 ?>",
          "#!/bin/sh\nrm -rf",
          "<iframe src=x>",
          "<a href=javascript:x>",
          "<img src=x onerror=alert(1)>",
          "<!DOCTYPE html>",
          "<svg onload=x>"})
        EXPECT_TRUE(suspicious(FileType::plain_text, text)) << text;
    EXPECT_TRUE(suspicious(FileType::csv, "a,b\n<script>,1"));
}

TEST(ActiveContent, FindsScriptsInWideText) {
    EXPECT_TRUE(suspicious(FileType::plain_text, "\xFF\xFE" + tests::wide("<script>")));
}

TEST(ActiveContent, LooksAtTheFirstKibibyteOnly) {
    EXPECT_TRUE(suspicious(FileType::plain_text, std::string(1016, ' ') + "<script>"));
    EXPECT_FALSE(suspicious(FileType::plain_text, std::string(1024, ' ') + "<script>"));
}

TEST(ActiveContent, LeavesOrdinaryTextAlone) {
    for (auto const* text : {"a < b and b > c", "The script of the play", "price # 1", "1 <2, 3"})
        EXPECT_FALSE(suspicious(FileType::plain_text, text)) << text;
    EXPECT_FALSE(suspicious(FileType::mp4, "<script>"));
}

TEST(ActiveContent, RefusesActionsInPdf) {
    for (auto const* text :
         {"%PDF-1.4 << /S /JavaScript /JS (app.alert) >>",
          "%PDF-1.4 <</Launch 3 0 R>>",
          "%PDF-1.4 <</OpenAction[3 0 R]>>",
          "%PDF-1.4 /J#61vaScript",
          "%PDF-1.4 /#4Caunch(",
          "%PDF-1.4 /OpenAction"})
        EXPECT_TRUE(suspicious(FileType::pdf, text)) << text;
}

TEST(ActiveContent, LeavesOrdinaryPdfAlone) {
    for (auto const* text :
         {"%PDF-1.4 /Type /Catalog",
          "%PDF-1.4 /LaunchPad",
          "%PDF-1.4 (JavaScript)",
          "%PDF-1.4 /#",
          "%PDF-1.4 /#zz /",
          "%PDF-1.4 /AVeryLongNameThatIsLongerThanAnyAction"})
        EXPECT_FALSE(suspicious(FileType::pdf, text)) << text;
}

TEST(TestVirus, IsFoundAnywhere) {
    EXPECT_TRUE(check_test_virus("nothing here"));
    for (auto const& bytes : {tests::test_virus(), "padding " + tests::test_virus() + " padding"}) {
        auto const checked = check_test_virus(bytes);
        ASSERT_FALSE(checked);
        EXPECT_TRUE(checked.error().is(errors::virus_detected));
        EXPECT_EQ(checked.error().message, "Virus detected: Eicar-Test-Signature");
    }
}

} // namespace

} // namespace qc::content
