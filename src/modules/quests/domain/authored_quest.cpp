// SPDX-License-Identifier: Apache-2.0
#include "quests/domain/authored_quest.hpp"

namespace qc::quests {

bool is_mentor_document(std::string_view preference) {
    return !preference.empty() && preference != "mentor_required" && preference != "no_mentor";
}

std::vector<std::string> file_keys(AuthoredQuest const& quest) {
    std::vector<std::string> keys;
    if (quest.image_key) keys.push_back(*quest.image_key);
    if (is_mentor_document(quest.mentor_preference)) keys.push_back(quest.mentor_preference);
    for (auto const& point : quest.points) {
        if (point.file_key) keys.push_back(*point.file_key);
    }
    for (auto const& merch : quest.merch) {
        if (merch.image_key) keys.push_back(*merch.image_key);
    }
    return keys;
}

} // namespace qc::quests
