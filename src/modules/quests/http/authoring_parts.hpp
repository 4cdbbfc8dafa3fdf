// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/endpoint.hpp"
#include "quests/http/authoring_routes.hpp"
#include "quests/http/input_rules.hpp"
#include "quests/http/quest_admin_views.hpp"

namespace qc::quests {

// What the routes of authors share.

struct QuestPath {
    QuestId id;
};
BOOST_DESCRIBE_STRUCT(QuestPath, (), (id))

/// The version in If-Match, nullopt for none or "*". Refuses what is no version with 422.
[[nodiscard]] Result<std::optional<std::int32_t>> seen_version(http::Request const& request);

[[nodiscard]] http::Access may_write();

/// Whatever a change of a quest may be refused with, files included.
[[nodiscard]] std::vector<ErrorCode const*> change_errors();

[[nodiscard]] QuestShortView short_view(files::Files const& files, AuthoredQuest const& quest);

[[nodiscard]] contract::Omissible<std::vector<std::string>>
warnings_view(std::vector<std::string> const& warnings);

} // namespace qc::quests
