// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "access/caller.hpp"
#include "core/clock.hpp"
#include "core/random.hpp"
#include "files/files.hpp"
#include "live/signals.hpp"
#include "quests/application/file_intake.hpp"
#include "quests/application/quest_store.hpp"

namespace qc::quests {

/// A quest after it was made or changed.
struct Authored {
    AuthoredQuest quest;
    std::vector<std::string> warnings;
};

/// Who edits which quest; the version that the caller has seen, or nullopt for any.
struct Editing {
    access::Caller const& caller;
    QuestId quest;
    std::optional<std::int32_t> seen_version = {};
};

struct QrCode {
    PointId point;
    std::string payload;
};

/// Making and changing quests, their points and the secrets of their codes. Every change of a
/// published quest must leave it publishable (QUEST_NOT_PUBLISHABLE) and raises its version.
class QuestAuthoring {
public:
    struct Parts {
        QuestStore& store;
        files::Files& files;
        Clock const& clock;
        Random& random;
        live::Signals& signals;
    };

    explicit QuestAuthoring(Parts const& parts)
        : store_(parts.store)
        , files_(parts.files)
        , clock_(parts.clock)
        , random_(parts.random)
        , signals_(parts.signals)
        , intake_(parts.files) {}

    /// Before the transaction: stores the files of a new quest.
    [[nodiscard]] Task<Result<StagedSubmission>> stage_new(UserId author, Submission submission);

    /// The same for a change of a quest; refuses who may not make it before anything is stored.
    [[nodiscard]] Task<Result<StagedSubmission>> stage(Editing editing, Submission submission);

    [[nodiscard]] Task<Result<Authored>>
    create(Transaction& transaction, access::Caller caller, StagedSubmission staged);

    [[nodiscard]] Task<Result<Authored>>
    edit(Transaction& transaction, Editing editing, StagedSubmission staged);

    /// The payload of a point's code; makes its secret when it has none, or when `renew` asks.
    [[nodiscard]] Task<Result<QrCode>>
    qr_code(Transaction& transaction, Editing editing, PointId point, bool renew);

private:
    [[nodiscard]] Task<Result<AuthoredQuest>>
    lock(Transaction& transaction, Editing const& editing);
    [[nodiscard]] Task<Result<Nothing>> complete(Transaction& transaction, AuthoredQuest& quest);
    [[nodiscard]] Task<Result<AuthoredQuest>>
    save(Transaction& transaction, AuthoredQuest const& before, AuthoredQuest& after);
    [[nodiscard]] Task<void> move_links(
        Transaction& transaction, std::vector<std::string> before, std::vector<std::string> after
    );

    QuestStore& store_;
    files::Files& files_;
    Clock const& clock_;
    Random& random_;
    live::Signals& signals_;
    FileIntake intake_;
};

} // namespace qc::quests
