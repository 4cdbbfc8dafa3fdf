// SPDX-License-Identifier: Apache-2.0
#include "files/postgres/file_records.hpp"

#include "crypto/base64.hpp"
#include "pg/rows.hpp"
#include "sql/files.hpp"

#include <boost/describe/class.hpp>

#include <stdexcept>

namespace qc::files {
namespace {

struct FileRow {
    std::string key;
    std::optional<std::string> name;
    std::optional<UserId> owner_id;
    std::string mime_type;
    std::int64_t size;
    std::vector<std::uint8_t> sha256;
    std::optional<std::int32_t> width;
    std::optional<std::int32_t> height;
    std::string context;
    Instant created_at;
};
BOOST_DESCRIBE_STRUCT(
    FileRow, (), (key, name, owner_id, mime_type, size, sha256, width, height, context, created_at)
)
} // namespace

BOOST_DESCRIBE_STRUCT(Usage, (), (files, bytes, is_staff))
BOOST_DESCRIBE_STRUCT(ReferencedFile, (), (id, key))

namespace {

FileRecord record_of(FileRow row) {
    return {
        std::move(row.key),
        std::move(row.name),
        row.owner_id,
        std::move(row.mime_type),
        row.size,
        crypto::hex_encode(row.sha256),
        row.width,
        row.height,
        std::move(row.context),
        row.created_at
    };
}

pg::Parameters values_of(FileRecord const& record) {
    auto const hash = crypto::hex_decode(record.sha256_hex);
    if (!hash) throw std::logic_error("a hash that is none");
    return pg::parameters(
        record.key,
        record.name,
        record.owner,
        record.mime_type,
        record.size_bytes,
        *hash,
        record.width,
        record.height,
        record.context,
        record.created_at
    );
}

} // namespace

Task<std::optional<FileRecord>> PostgresFileRecords::find(std::string key) {
    auto const rows = co_await database_.read(sql::find, pg::parameters(key));
    auto row = pg::row_as<FileRow>(rows);
    if (!row) co_return std::nullopt;
    co_return record_of(*std::move(row));
}

Task<Usage> PostgresFileRecords::usage(UserId owner, Instant since) {
    auto const rows = co_await database_.read(sql::usage, pg::parameters(owner, since));
    co_return pg::only_row<Usage>(rows);
}

Task<Usage>
PostgresFileRecords::locked_usage(Transaction& transaction, UserId owner, Instant since) {
    // Two statements: the snapshot of the second must be younger than the lock.
    auto asked = pg::queries(
        pg::Query(sql::lock_usage, pg::parameters(owner)),
        pg::Query(sql::usage, pg::parameters(owner, since))
    );
    auto const answers = co_await database_.execute_together(transaction, std::move(asked));
    co_return pg::only_row<Usage>(answers.back());
}

Task<void> PostgresFileRecords::add(Transaction& transaction, std::vector<FileRecord> records) {
    std::vector<pg::Query> asked;
    for (auto const& record : records)
        asked.emplace_back(sql::add, values_of(record));
    static_cast<void>(co_await database_.execute_together(transaction, std::move(asked)));
}

Task<bool> PostgresFileRecords::link(Transaction& transaction, std::string key) {
    auto const rows = co_await database_.execute(transaction, sql::link, pg::parameters(key));
    co_return pg::affected(rows) == 1;
}

Task<bool> PostgresFileRecords::unlink(Transaction& transaction, std::string key, Instant now) {
    auto const rows =
        co_await database_.execute(transaction, sql::unlink, pg::parameters(key, now));
    co_return pg::row_as<bool>(rows).value_or(false);
}

Task<bool> PostgresFileRecords::lock_unreferenced(Transaction& transaction, std::string key) {
    auto const rows =
        co_await database_.execute(transaction, sql::lock_unreferenced, pg::parameters(key));
    co_return !rows.empty();
}

Task<void> PostgresFileRecords::remove(Transaction& transaction, std::string key) {
    static_cast<void>(co_await database_.execute(transaction, sql::remove, pg::parameters(key)));
}

Task<std::vector<std::string>> PostgresFileRecords::unreferenced(Instant before) {
    auto const rows = co_await database_.read(sql::unreferenced, pg::parameters(before));
    co_return pg::rows_as<std::string>(rows);
}

Task<std::vector<ReferencedFile>> PostgresFileRecords::referenced_after(std::int64_t id) {
    auto const rows = co_await database_.read(sql::referenced_after, pg::parameters(id));
    co_return pg::rows_as<ReferencedFile>(rows);
}

} // namespace qc::files
