// SPDX-License-Identifier: Apache-2.0
#include "content/tests/files.hpp"
#include "images/images.hpp"
#include "images/tests/samples.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

namespace qc::images {

namespace {

using content::ContentContext;
using tests::picture;

std::vector<std::string> seeds() {
    return {
        picture(".jpg", {.with_metadata = true}),
        picture(".png", {.with_metadata = true}),
        picture(".gif", {.frames = 3}),
        picture(".webp", {.frames = 3}),
        picture(".tif", {.with_metadata = true}),
        tests::bmp(12, 12),
        content::tests::docx_with({{"word/a.xml", std::string(300, 'a')}}),
        content::tests::ole2_with("WordDocument"),
        content::tests::media_of("isom"),
        content::tests::riff("WAVE", 36),
        content::tests::ogg_with("OpusHead"),
        content::tests::matroska("webm", "V_VP9"),
        content::tests::flac_file(),
        "%PDF-1.4\n<< /Type /Catalog /Pages 2 0 R >>\n%%EOF",
        "name,city\nann,riga\n",
    };
}

std::string mutated(std::string bytes, std::mt19937& random) {
    auto const at = [&] { return random() % bytes.size(); };
    auto const changes = 1 + random() % 8;
    for (unsigned change = 0; change < changes && bytes.size() > 2; ++change) {
        switch (random() % 4) {
        case 0:
            bytes[at()] = static_cast<char>(random());
            break;
        case 1:
            bytes[at()] = '\xFF';
            break;
        case 2:
            bytes.erase(at(), 1 + random() % 16);
            break;
        default:
            bytes.insert(at(), 1 + random() % 16, static_cast<char>(random()));
            break;
        }
    }
    if (!bytes.empty() && random() % 8 == 0) bytes.resize(at());
    return bytes;
}

/// Stable over runs: a failure names the seed and the round.
TEST(Mutations, EveryAnswerIsARefusalOfTheContractOrAFile) {
    std::set<std::string_view> const known{
        "INVALID_FILE_TYPE",
        "SUSPICIOUS_FILE_CONTENT",
        "EMPTY_FILE",
        "CORRUPTED_FILE",
        "IMAGE_TOO_LARGE",
        "ZIP_BOMB_DETECTED",
        "VIRUS_DETECTED",
    };
    constexpr int rounds = 150;
    auto const originals = seeds();
    for (std::size_t seed = 0; seed < originals.size(); ++seed) {
        std::mt19937 random(static_cast<unsigned>(seed) + 1);
        ASSERT_TRUE(accept_file(ContentContext::chat, std::nullopt, originals[seed])) << seed;
        for (int round = 0; round < rounds; ++round) {
            SCOPED_TRACE(std::to_string(seed) + "/" + std::to_string(round));
            auto const accepted =
                accept_file(ContentContext::chat, std::nullopt, mutated(originals[seed], random));
            if (!accepted) {
                EXPECT_TRUE(known.contains(accepted.error().code->code));
            } else {
                EXPECT_FALSE(accepted->bytes.empty());
            }
        }
    }
}

} // namespace

} // namespace qc::images
