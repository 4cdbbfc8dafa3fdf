// SPDX-License-Identifier: Apache-2.0
#include "quests/application/references.hpp"

#include "quests/domain/errors.hpp"

namespace qc::quests {
namespace {

ErrorCode const& missing(ReferenceKind kind) {
    switch (kind) {
    case ReferenceKind::category:
        return category_not_found;
    case ReferenceKind::place:
        return places_not_found;
    case ReferenceKind::vehicle:
        return vehicle_not_found;
    case ReferenceKind::activity:
        return activity_not_found;
    case ReferenceKind::tool:
        break;
    }
    return tool_not_found;
}

bool has_picture(ReferenceKind kind) {
    return kind == ReferenceKind::category || kind == ReferenceKind::tool;
}

std::string default_picture(ReferenceKind kind) {
    return kind == ReferenceKind::category ? "static/default-category.png"
                                           : "static/default-tool.png";
}

std::string release_of(ReferenceKind kind) {
    return kind == ReferenceKind::category ? "quests/categories" : "quests/tools";
}

/// Pictures that come with the program are not counted.
bool is_counted(std::string const& key) {
    return !key.empty() && !key.starts_with("static/");
}

} // namespace

Task<std::vector<ReferenceItem>> References::list(ReferenceKind kind) {
    co_return co_await store_.list(kind);
}

Task<Result<ReferenceItem>> References::create(NewReference command) {
    ReferenceItem item{0, command.name, {}, command.activity_kind};
    if (has_picture(command.kind)) {
        auto accepted = co_await accept_image(
            command.kind, std::move(command.image), std::nullopt, command.editor
        );
        if (!accepted) co_return std::move(accepted).error();
        item.image = accepted->key.value_or(default_picture(command.kind));
    }
    auto const transaction = co_await transactions_.begin();
    auto added = co_await store_.add(*transaction, command.kind, item);
    if (!added) co_return co_await name_taken(command.kind, command.name);
    co_await exchange_picture(*transaction, {}, added->image);
    co_await transaction->commit();
    co_return *std::move(added);
}

Task<Result<ReferenceItem>> References::change(ReferenceChange command) {
    auto const known = co_await store_.find(command.kind, command.id);
    if (!known) co_return missing(command.kind);
    std::optional<std::string> picture;
    if (has_picture(command.kind) && command.image) {
        auto accepted = co_await accept_image(
            command.kind, *std::move(command.image), known->image, command.editor
        );
        if (!accepted) co_return std::move(accepted).error();
        if (accepted->changed) {
            picture = accepted->key.value_or(default_picture(command.kind));
        }
    }
    auto const transaction = co_await transactions_.begin();
    auto item = co_await store_.lock(*transaction, command.kind, command.id);
    if (!item) co_return missing(command.kind);
    auto const before = item->image;
    if (command.name) item->name = *command.name;
    if (command.activity_kind) item->kind = *command.activity_kind;
    if (picture) item->image = *picture;
    if (!co_await store_.change(*transaction, command.kind, *item)) {
        co_return co_await name_taken(command.kind, item->name);
    }
    if (item->image != before) {
        co_await exchange_picture(*transaction, before, item->image);
    }
    co_await transaction->commit();
    co_return *std::move(item);
}

Task<Result<Nothing>> References::remove(ReferenceKind kind, std::int32_t id) {
    auto const transaction = co_await transactions_.begin();
    auto const item = co_await store_.lock(*transaction, kind, id);
    if (!item) co_return missing(kind);
    auto const uses = co_await store_.uses(*transaction, kind, id);
    if (uses > 0) co_return Error{&quest_item_in_use}.with("count", uses);
    co_await store_.remove(*transaction, kind, id);
    co_await exchange_picture(*transaction, item->image, {});
    co_await transaction->commit();
    co_return nothing;
}

Task<Result<files::FieldOutcome>> References::accept_image(
    ReferenceKind kind, std::string text, std::optional<std::string> current, UserId editor
) {
    files::Field field;
    field.text = std::move(text);
    field.context = files::Context::quest;
    field.release = release_of(kind);
    field.uploader = editor;
    field.current_key = std::move(current);
    field.where.emplace_back("body");
    field.where.emplace_back("image");
    co_return co_await files_.accept(std::move(field));
}

Task<void>
References::exchange_picture(Transaction& transaction, std::string from, std::string to) {
    if (is_counted(to)) co_await files_.link(transaction, to);
    if (is_counted(from)) co_await files_.unlink(transaction, from);
}

Task<Error> References::name_taken(ReferenceKind kind, std::string name) {
    auto const other = co_await store_.named(kind, std::move(name));
    Error error{&quest_item_already_exists};
    if (other) error.details.emplace_back("id", std::int64_t{*other});
    co_return error;
}

} // namespace qc::quests
