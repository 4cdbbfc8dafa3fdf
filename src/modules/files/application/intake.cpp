// SPDX-License-Identifier: Apache-2.0
#include "files/application/intake.hpp"

#include "content/limits.hpp"
#include "files/domain/errors.hpp"
#include "files/domain/file_key.hpp"
#include "images/images.hpp"
#include "telemetry/log.hpp"

#include <exception>
#include <numeric>
#include <stdexcept>

namespace qc::files {
namespace {

void report_blocked(Upload const& upload, Error const& error) {
    telemetry::Fields fields;
    fields.add("labels.error_code", error.code->code);
    fields.add("labels.file_context", content::limits_of(content_context(upload.context)).name);
    if (upload.owner) fields.add("user.id", upload.owner->text());
    telemetry::log(
        telemetry::Level::warning, telemetry::Action::security, "unsafe_file_upload_blocked", fields
    );
}

std::int64_t total_bytes(std::vector<Object> const& objects) {
    return std::accumulate(
        objects.begin(),
        objects.end(),
        std::int64_t{0},
        [](std::int64_t sum, Object const& object) { return sum + object.record.size_bytes; }
    );
}

StoredFile stored_file(FileRecord const& record) {
    return {
        record.key,
        record.mime_type,
        record.size_bytes,
        record.sha256_hex,
        record.width,
        record.height
    };
}

} // namespace

content::ContentContext content_context(Context context) {
    switch (context) {
    case Context::avatar:
        return content::ContentContext::avatar;
    case Context::quest:
        return content::ContentContext::quest;
    case Context::point:
        return content::ContentContext::point;
    case Context::mentor:
        return content::ContentContext::mentor;
    case Context::chat:
        return content::ContentContext::chat;
    case Context::checkin:
        return content::ContentContext::checkin;
    case Context::general:
        return content::ContentContext::general;
    }
    throw std::logic_error("a context that is none");
}

Instant Intake::today() const {
    return std::chrono::floor<std::chrono::days>(services_.clock.now());
}

Error Intake::quota_refusal() const {
    Error error{&quota_exceeded};
    auto const tomorrow = today() + std::chrono::days{1};
    error.retry_after = std::chrono::ceil<std::chrono::seconds>(tomorrow - services_.clock.now());
    return std::move(error).saying("The daily quota of files is used up.");
}

Object Intake::object_of(Upload const& upload, content::Checked checked) {
    Object object;
    auto& record = object.record;
    KeyParts const parts{
        checked.mime_type, upload.release, services_.random.uuid(), checked.extension
    };
    record.key = make_key(parts);
    record.name = upload.file_name;
    record.owner = upload.owner;
    record.size_bytes = static_cast<std::int64_t>(checked.bytes.size());
    record.mime_type = std::move(checked.mime_type);
    record.sha256_hex = std::move(checked.sha256);
    record.width = checked.width;
    record.height = checked.height;
    record.context = content::limits_of(content_context(upload.context)).name;
    record.created_at = services_.clock.now();
    object.bytes = std::move(checked.bytes);
    return object;
}

Task<Result<std::vector<Object>>> Intake::check(std::vector<Upload> uploads) {
    std::vector<Object> objects;
    for (auto& upload : uploads) {
        auto work = [context = content_context(upload.context),
                     name = upload.file_name,
                     bytes = std::move(upload.content)]() mutable {
            return images::accept_file(context, name, std::move(bytes));
        };
        auto checked = co_await services_.pool.run(std::move(work));
        if (!checked) {
            report_blocked(upload, checked.error());
            co_return std::move(checked).error();
        }
        objects.push_back(object_of(upload, *std::move(checked)));
    }
    co_return objects;
}

Task<Result<Nothing>> Intake::record(std::vector<Object> const& objects) {
    auto const transaction = co_await services_.transactions.begin();
    auto const& owner = objects.front().record.owner;
    if (owner) {
        auto const used = co_await services_.records.locked_usage(*transaction, *owner, today());
        auto const files = static_cast<std::int64_t>(objects.size());
        if (!fits_quota(used, files, total_bytes(objects))) co_return quota_refusal();
    }
    std::vector<FileRecord> records;
    for (auto const& object : objects)
        records.push_back(object.record);
    co_await services_.records.add(*transaction, std::move(records));
    co_await transaction->commit();
    co_return nothing;
}

Task<void> Intake::put(std::vector<Object> objects) {
    std::vector<std::string> keys;
    for (auto const& object : objects)
        keys.push_back(object.record.key);
    std::exception_ptr failure;
    try {
        for (auto& object : objects)
            co_await services_.objects.put(std::move(object));
    } catch (...) {
        failure = std::current_exception();
    }
    if (!failure) co_return;
    for (auto& key : keys)
        services_.disposal.add(std::move(key));
    std::rethrow_exception(failure);
}

// Records come first: an object without a record would be found by nobody, a record without an
// object is swept like any file that no row refers to.
Task<Result<std::vector<StoredFile>>> Intake::store(std::vector<Upload> uploads) {
    std::vector<StoredFile> stored;
    if (uploads.empty()) co_return stored;
    if (auto const owner = uploads.front().owner) {
        // Before the costly checks; what counts is the look under the lock.
        auto const used = co_await services_.records.usage(*owner, today());
        auto const files = static_cast<std::int64_t>(uploads.size());
        if (!fits_quota(used, files, 0)) co_return quota_refusal();
    }
    QC_TRY(auto objects, co_await check(std::move(uploads)));
    QC_CHECK(co_await record(objects));
    for (auto const& object : objects)
        stored.push_back(stored_file(object.record));
    co_await put(std::move(objects));
    co_return stored;
}

} // namespace qc::files
