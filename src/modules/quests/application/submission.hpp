// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "quests/domain/quest_change.hpp"

namespace qc::quests {

/// A field of the input that may carry content, and the member of the change it ends in.
struct PendingFile {
    enum class Slot { quest_image, mentor, point_file, merch_image };

    Slot slot = Slot::quest_image;
    /// Of the point or merch in the change.
    std::size_t index = 0;
    std::string text;
    std::vector<PlaceStep> where;
};

/// What an author sent, before its files are stored.
struct Submission {
    QuestChange change;
    std::vector<PendingFile> files;
    bool wants_draft = false;
};

/// The same with the keys of its files.
struct StagedSubmission {
    QuestChange change;
    std::vector<std::string> warnings;
    bool wants_draft = false;
};

} // namespace qc::quests
