// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "files/files.hpp"
#include "quests/application/submission.hpp"

namespace qc::quests {

/// Stores the files of submissions, before and outside of the transaction that refers to them.
class FileIntake {
public:
    /// `files` must outlive the intake.
    explicit FileIntake(files::Files& files) : files_(files) {}

    /// `current` is the quest that is changed, null for a new one. Refuses with 422 and all
    /// problems of its fields, or with the first other file error.
    [[nodiscard]] Task<Result<StagedSubmission>>
    stage(UserId uploader, AuthoredQuest const* current, Submission const& submission);

private:
    [[nodiscard]] Task<Result<files::FieldOutcome>>
    accept(UserId uploader, std::optional<std::string> current, PendingFile const& file);

    files::Files& files_;
};

} // namespace qc::quests
