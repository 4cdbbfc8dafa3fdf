// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "core/text.hpp"
#include "osm/quest_plan.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace qc::osm {

using Tags = std::initializer_list<std::pair<char const*, char const*>>;

inline Feature feature(std::string id, Position position, Tags tags) {
    Feature made{std::move(id), position, {}};
    for (auto const& [key, value] : tags)
        made.tags.emplace(key, value);
    return made;
}

/// `count` cafés in a row, 100 m apart, with the ids node/1, node/2, ...
inline FeatureSet row_of_cafes(int count) {
    FeatureSet set;
    for (int i = 1; i <= count; ++i) {
        Position const position{48.4 + i * 0.0009, 15.6};
        auto const name = "Cafe " + std::string(1, static_cast<char>('A' + (i - 1) % 26));
        set.features.push_back(feature(
            "node/" + std::to_string(i), position, {{"name", name.c_str()}, {"amenity", "cafe"}}
        ));
    }
    return set;
}

inline std::string bytes_of(std::filesystem::path const& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The folder of the shared data with this name, when this machine has it.
inline std::optional<std::filesystem::path> shared_folder(std::string const& name) {
    std::filesystem::path root = std::filesystem::path(QC_SOURCE_DIR) / "../shared/data";
    if (auto const* const set = std::getenv("QUESTCITY_SHARED")) root = set;
    if (auto folder = root / name; std::filesystem::is_directory(folder)) return folder;
    return std::nullopt;
}

inline std::vector<std::filesystem::path> files_in(std::filesystem::path const& folder) {
    std::vector<std::filesystem::path> files;
    for (auto const& entry : std::filesystem::directory_iterator(folder)) {
        files.push_back(entry.path());
    }
    return files;
}

/// The messages of a refusal, empty for a success.
template <class T>
std::string problems_of(Result<T> const& result) {
    std::string text;
    if (result) return text;
    for (auto const& problem : result.error().problems)
        text += problem.message + "\n";
    return text;
}

/// Checks every rule of the fields; declared here, defined in quest_rules.cpp.
void expect_playable(QuestPlan const& quest, std::size_t min_points);

} // namespace qc::osm
