// SPDX-License-Identifier: Apache-2.0
#include "contract/json.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace {

std::filesystem::path suite_folder() {
    auto const* const shared = std::getenv("QUESTCITY_SHARED");
    auto const root = shared ? std::filesystem::path(shared)
                             : std::filesystem::path(QC_SOURCE_DIR) / "../shared/data";
    return root / "json-parsing";
}

std::string content(std::filesystem::path const& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

bool accepted(std::string const& bytes) {
    qc::contract::Problems problems;
    auto const tree = qc::contract::parse_json(bytes, problems);
    EXPECT_TRUE(tree.has_value() || !problems.empty()) << "refused without a problem";
    return tree.has_value() && problems.empty();
}

TEST(JsonTestSuite, GivesTheVerdictOfEveryFile) {
    std::set<std::string> const refused_by_contract{
        "y_object_duplicated_key.json",
        "y_object_duplicated_key_and_value.json",
        "y_object_escaped_null_in_key.json",
        "y_string_null_escape.json"
    };
    auto const folder = suite_folder();
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "JSON parsing suite is not here";
    std::size_t files = 0;
    for (auto const& entry : std::filesystem::directory_iterator(folder)) {
        auto const name = entry.path().filename().string();
        if (entry.path().extension() != ".json") continue;
        ++files;
        bool const good = accepted(content(entry.path()));
        if (name.starts_with("n_")) {
            EXPECT_FALSE(good) << name;
        }
        if (name.starts_with("y_")) {
            EXPECT_EQ(good, !refused_by_contract.contains(name)) << name;
        }
    }
    EXPECT_GE(files, 300U);
}

} // namespace
