// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pg/query.hpp"
#include "pg/raw_rows.hpp"
#include "quests/domain/authored_quest.hpp"

#include <optional>
#include <span>
#include <vector>

namespace qc::quests {

/// The statements that read one quest whole.
void add_load(std::vector<pg::Query>& all, QuestId quest);

inline constexpr std::size_t load_count = 5;

/// Of the answers to add_load.
[[nodiscard]] std::optional<AuthoredQuest> loaded(std::span<pg::Rows const> rows);

} // namespace qc::quests
