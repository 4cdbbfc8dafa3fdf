// SPDX-License-Identifier: Apache-2.0
#include "files/application/stored_files.hpp"

#include "content/errors.hpp"
#include "content/field.hpp"
#include "content/limits.hpp"
#include "core/unavailable.hpp"
#include "files/domain/file_key.hpp"

#include <algorithm>
#include <variant>

namespace qc::files {
namespace {

constexpr std::string_view not_our_file = "The URL should be of a file that you uploaded.";
constexpr std::string_view wrong_file = "The file of this URL doesn't fit here.";

bool is_image_context(Context context) {
    return context == Context::avatar || context == Context::quest || context == Context::checkin;
}

bool is_private_context(Context context) {
    return context == Context::point || context == Context::chat || context == Context::checkin;
}

/// As if the file had been uploaded for this context. A private file never gets a public URL.
bool fits(FileRecord const& record, Context context) {
    if (is_private_key(record.key) && !is_private_context(context)) return false;
    auto const type = content::type_from_mime(record.mime_type);
    if (!type) return false;
    auto const& limits = content::limits_of(content_context(context));
    auto const most_bytes = limits.max_bytes_of(content::facts_of(*type).kind);
    auto const side = std::max(record.width.value_or(0), record.height.value_or(0));
    return record.size_bytes <= static_cast<std::int64_t>(most_bytes) && side <= limits.max_side_px;
}

FieldOutcome unchanged(Field const& field) {
    return {field.current_key, false};
}

} // namespace

Task<Result<StoredFile>> StoredFiles::store(Upload upload) {
    std::vector<Upload> uploads;
    uploads.push_back(std::move(upload));
    QC_TRY(auto stored, co_await services_.intake.store(std::move(uploads)));
    co_return std::move(stored.front());
}

Task<Result<FieldOutcome>> StoredFiles::accept(Field field) {
    QC_TRY(auto value, content::parse_file_field(field.text, field.where));
    if (auto* const file = std::get_if<content::InlineFile>(&value))
        co_return co_await accept_content(std::move(field), std::move(file->bytes));
    if (auto* const url = std::get_if<content::FileUrl>(&value))
        co_return co_await accept_url(std::move(field), std::move(url->url));
    co_return unchanged(field);
}

Task<Result<FieldOutcome>> StoredFiles::accept_content(Field field, std::string bytes) {
    Upload upload{
        field.context, std::move(field.release), field.uploader, std::nullopt, std::move(bytes)
    };
    auto stored = co_await store(std::move(upload));
    if (!stored && is_image_context(field.context))
        co_return content::as_image_field(std::move(stored).error(), std::move(field.where));
    if (!stored) co_return std::move(stored).error();
    FieldOutcome outcome{std::move(stored->key), true};
    co_return outcome;
}

Task<Result<FieldOutcome>> StoredFiles::accept_url(Field field, std::string url) {
    auto const key = services_.urls.key_of(url);
    if (!key) co_return value_error(std::move(field.where), not_our_file);
    if (field.current_key == key || is_static_key(*key)) co_return unchanged(field);
    auto const record = co_await services_.records.find(*key);
    // The same answer for both, so that nobody learns which files there are.
    if (!record || record->owner != field.uploader)
        co_return value_error(std::move(field.where), not_our_file);
    if (!fits(*record, field.context)) co_return value_error(std::move(field.where), wrong_file);
    FieldOutcome outcome{*key, true};
    co_return outcome;
}

Task<void> StoredFiles::link(Transaction& transaction, std::string key) {
    if (is_static_key(key)) co_return;
    if (co_await services_.records.link(transaction, key)) co_return;
    // Its last row let it go after it was accepted; the next try is refused properly.
    throw Unavailable(
        service_unavailable, "a file went before it was linked", std::chrono::seconds{1}
    );
}

Task<void> StoredFiles::unlink(Transaction& transaction, std::string key) {
    if (is_static_key(key)) co_return;
    if (!co_await services_.records.unlink(transaction, key, services_.clock.now())) co_return;
    transaction.on_commit([&disposal = services_.disposal, key] { disposal.add(key); });
}

} // namespace qc::files
