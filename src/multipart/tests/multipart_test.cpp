// SPDX-License-Identifier: Apache-2.0
#include "multipart/multipart.hpp"

#include <gtest/gtest.h>

#include <random>

namespace qc::multipart {
namespace {

std::string part(std::string const& header, std::string const& content) {
    return "--b\r\n" + header + "\r\n\r\n" + content + "\r\n";
}

std::string named(std::string const& name, std::string const& content) {
    return part("Content-Disposition: form-data; name=\"" + name + "\"", content);
}

std::string problem_of(std::string const& body, Limits const& limits = {}) {
    auto const parsed = parse(body, "b", limits);
    return parsed ? "" : parsed.error();
}

TEST(Multipart, ReadsFieldsAndFilesInOrder) {
    auto const body = named("login", "ann") +
                      part(
                          "content-disposition: form-data; name=\"files\"; filename=\"a b.png\"\r\n"
                          "content-type: image/png",
                          std::string("\x89PNG\r\n--\0x", 9)
                      ) +
                      "--b--\r\n";
    auto const parts = parse(body, "b");
    ASSERT_TRUE(parts) << parts.error();
    ASSERT_EQ(parts->size(), 2U);
    EXPECT_EQ(parts->at(0).name, "login");
    EXPECT_EQ(parts->at(0).content, "ann");
    EXPECT_EQ(parts->at(0).content_type, "text/plain");
    EXPECT_FALSE(parts->at(0).filename);
    EXPECT_EQ(parts->at(1).filename, "a b.png");
    EXPECT_EQ(parts->at(1).content_type, "image/png");
    EXPECT_EQ(parts->at(1).content, std::string_view("\x89PNG\r\n--\0x", 9));
}

TEST(Multipart, ReadsEmptyFormAndEmptyContent) {
    EXPECT_TRUE(parse("--b--", "b")->empty());
    auto const body = named("note", "") + "--b--";
    auto const parts = parse(body, "b");
    ASSERT_TRUE(parts);
    EXPECT_EQ(parts->at(0).content, "");
}

TEST(Multipart, DecodesNamesAsBrowsersWriteThem) {
    auto const body = part(
                          "Content-Disposition: form-data; name=\"a%22b%0D%0Ac%41\";"
                          " filename=\"C:\\dir\\x\\\"y.txt\"",
                          "1"
                      ) +
                      part(
                          "Content-Disposition: form-data; name=plain\r\n"
                          "Content-Transfer-Encoding: binary\r\nX-Other: 1",
                          "2"
                      ) +
                      "--b--\r\n";
    auto const parts = parse(body, "b");
    ASSERT_TRUE(parts) << parts.error();
    EXPECT_EQ(parts->at(0).name, "a\"b\r\nc%41");
    EXPECT_EQ(parts->at(0).filename, "C:\\dir\\x\"y.txt");
    EXPECT_EQ(parts->at(1).name, "plain");
}

TEST(Multipart, RefusesWhatIsNotExactlyAForm) {
    auto const tail = std::string("--b--\r\n");
    EXPECT_EQ(problem_of(""), "The body does not start with its boundary.");
    EXPECT_EQ(problem_of("pre\r\n--b--"), "The body does not start with its boundary.");
    EXPECT_EQ(problem_of("--bx\r\n"), "A boundary line is malformed.");
    EXPECT_EQ(problem_of("--b--\r\nepilogue"), "There is text behind the form.");
    EXPECT_EQ(problem_of(named("a", "1")), "The last boundary is missing.");
    EXPECT_EQ(
        problem_of("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n"),
        "The header of a part has no end or is too long."
    );
    EXPECT_EQ(
        problem_of(part("Content-Type: a/b", "1") + tail), "A part has no Content-Disposition."
    );
    EXPECT_EQ(
        problem_of(part("Content-Disposition: attachment; name=\"a\"", "1") + tail),
        "A part needs one Content-Disposition of form-data."
    );
    EXPECT_EQ(
        problem_of(part("Content-Disposition : form-data; name=\"a\"", "1") + tail),
        "A header line of a part is malformed."
    );
    EXPECT_EQ(
        problem_of(part("Content-Disposition: form-data; name=\"a\n\"", "1") + tail),
        "A header line of a part is malformed."
    );
    EXPECT_EQ(problem_of(named("", "1") + tail), "The name of a part is empty or too long.");
    EXPECT_EQ(
        problem_of(named(std::string(257, 'n'), "1") + tail),
        "The name of a part is empty or too long."
    );
}

TEST(Multipart, RefusesAmbiguousPartHeaders) {
    auto const tail = std::string("--b--\r\n");
    auto const disposition = std::string("Content-Disposition: form-data; name=\"a\"");
    for (auto const* const bad : {
             "Content-Disposition: form-data",
             "Content-Disposition: form-data; name=\"a",
             "Content-Disposition: form-data; name=\"a\"; name=\"b\"",
             "Content-Disposition: form-data; name=",
             "Content-Disposition: form-data; na me=\"a\"",
             "Content-Disposition: form-data; name=\"a\" x",
         }) {
        EXPECT_EQ(problem_of(part(bad, "1") + tail), "A Content-Disposition needs one name.")
            << bad;
    }
    EXPECT_EQ(
        problem_of(part(disposition + "\r\n" + disposition, "1") + tail),
        "A part needs one Content-Disposition of form-data."
    );
    EXPECT_EQ(
        problem_of(part(disposition + "\r\nContent-Type: a/b\r\nContent-Type: a/b", "") + tail),
        "A part has two types."
    );
    EXPECT_EQ(
        problem_of(part(disposition + "\r\nContent-Transfer-Encoding: base64", "MQ==") + tail),
        "Transfer encodings of parts are not supported."
    );
}

TEST(Multipart, RefusesMoreThanItsLimits) {
    auto const body = named("a", "1") + named("b", "2") + "--b--";
    EXPECT_EQ(problem_of(body, {.parts = 1}), "The form has too many parts.");
    EXPECT_EQ(
        problem_of(body, {.header_bytes = 10}), "The header of a part has no end or is too long."
    );
}

TEST(Multipart, FindsTheBoundaryOfItsTypeOnly) {
    EXPECT_EQ(boundary_of("multipart/form-data; boundary=abc"), "abc");
    EXPECT_EQ(boundary_of("Multipart/Form-Data; charset=utf-8; Boundary=\"a b:c\""), "a b:c");
    for (auto const* const bad : {
             "application/json",
             "multipart/mixed; boundary=abc",
             "multipart/form-data",
             "multipart/form-data; boundary=",
             "multipart/form-data; boundary=\"\"",
             "multipart/form-data; boundary=\"a \"",
             "multipart/form-data; boundary=\"a\\\"b\"",
             "multipart/form-data; boundary=a; boundary=b",
         }) {
        EXPECT_FALSE(boundary_of(bad)) << bad;
    }
    EXPECT_FALSE(boundary_of("multipart/form-data; boundary=" + std::string(71, 'a')));
}

TEST(Multipart, SurvivesArbitraryInput) {
    auto const sound = named("a", "1") + named("b", "two") + "--b--\r\n";
    std::mt19937 random(20240607);
    std::size_t accepted = 0;
    for (int round = 0; round < 20000; ++round) {
        auto body = sound;
        for (auto change = random() % 4; change > 0; --change) {
            body[random() % body.size()] = static_cast<char>(random());
        }
        body.resize(random() % 8 == 0 ? random() % body.size() : body.size());
        auto const parts = parse(body, "b");
        accepted += parts ? 1 : 0;
    }
    EXPECT_GT(accepted, 0U);
    EXPECT_LT(accepted, 20000U);
}

} // namespace
} // namespace qc::multipart
