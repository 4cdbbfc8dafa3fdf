// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "core/task.hpp"
#include "core/transaction.hpp"
#include "files/files.hpp"

#include <optional>
#include <string>
#include <vector>

namespace qc::quests {

enum class ReferenceKind { category, place, vehicle, activity, tool };

struct ReferenceItem {
    std::int32_t id = 0;
    std::string name;
    /// Key of the picture; of categories and tools only.
    std::string image;
    /// ActivityKind; of activities only.
    std::string kind;
};

class ReferenceStore {
public:
    virtual ~ReferenceStore() = default;

    /// By id.
    [[nodiscard]] virtual Task<std::vector<ReferenceItem>> list(ReferenceKind kind) = 0;
    [[nodiscard]] virtual Task<std::optional<ReferenceItem>>
    find(ReferenceKind kind, std::int32_t id) = 0;

    /// Until the end of the transaction no quest can begin to use the item.
    [[nodiscard]] virtual Task<std::optional<ReferenceItem>>
    lock(Transaction& transaction, ReferenceKind kind, std::int32_t id) = 0;

    /// Nullopt when the name is taken. The id of `item` is ignored.
    [[nodiscard]] virtual Task<std::optional<ReferenceItem>>
    add(Transaction& transaction, ReferenceKind kind, ReferenceItem item) = 0;

    /// False when the name is taken; the transaction is over then.
    [[nodiscard]] virtual Task<bool>
    change(Transaction& transaction, ReferenceKind kind, ReferenceItem item) = 0;

    virtual Task<void> remove(Transaction& transaction, ReferenceKind kind, std::int32_t id) = 0;

    /// The item that has this name in any letter case.
    [[nodiscard]] virtual Task<std::optional<std::int32_t>>
    named(ReferenceKind kind, std::string name) = 0;

    /// Quests, in any status, that use the item.
    [[nodiscard]] virtual Task<std::int64_t>
    uses(Transaction& transaction, ReferenceKind kind, std::int32_t id) = 0;
};

struct NewReference {
    ReferenceKind kind = ReferenceKind::category;
    std::string name;
    /// Image field of the body (files.md), where there are pictures.
    std::string image;
    std::string activity_kind;
    UserId editor;
};

/// What is empty stays as it is.
struct ReferenceChange {
    ReferenceKind kind = ReferenceKind::category;
    std::int32_t id = 0;
    std::optional<std::string> name;
    std::optional<std::string> image;
    std::optional<std::string> activity_kind;
    UserId editor;
};

/// Keeps the reference lists. Pictures are stored before the transaction begins.
class References {
public:
    References(ReferenceStore& store, files::Files& files, Transactions& transactions)
        : store_(store)
        , files_(files)
        , transactions_(transactions) {}

    [[nodiscard]] Task<std::vector<ReferenceItem>> list(ReferenceKind kind);
    [[nodiscard]] Task<Result<ReferenceItem>> create(NewReference command);
    [[nodiscard]] Task<Result<ReferenceItem>> change(ReferenceChange command);
    [[nodiscard]] Task<Result<Nothing>> remove(ReferenceKind kind, std::int32_t id);

private:
    [[nodiscard]] Task<Result<files::FieldOutcome>> accept_image(
        ReferenceKind kind, std::string text, std::optional<std::string> current, UserId editor
    );
    [[nodiscard]] Task<void>
    exchange_picture(Transaction& transaction, std::string from, std::string to);
    [[nodiscard]] Task<Error> name_taken(ReferenceKind kind, std::string name);

    ReferenceStore& store_;
    files::Files& files_;
    Transactions& transactions_;
};

} // namespace qc::quests
