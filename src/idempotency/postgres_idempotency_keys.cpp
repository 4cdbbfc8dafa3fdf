// SPDX-License-Identifier: Apache-2.0
#include "idempotency/postgres_idempotency_keys.hpp"

#include "pg/rows.hpp"
#include "sql/idempotency.hpp"

#include <boost/describe/class.hpp>

#include <algorithm>
#include <cstdint>
#include <span>

namespace qc::idempotency {
namespace {

constexpr std::chrono::hours kept_for{24};

struct StoredRow {
    std::vector<std::uint8_t> request_hash;
    std::int16_t status;
    std::optional<std::string> content_type;
    std::optional<std::string> location;
    std::vector<std::uint8_t> response;
};
BOOST_DESCRIBE_STRUCT(StoredRow, (), (request_hash, status, content_type, location, response))

http::Response answer_of(StoredRow row) {
    http::Response answer;
    answer.status = row.status;
    answer.content_type = std::move(row.content_type).value_or("");
    if (row.location) answer.headers.emplace_back("Location", *std::move(row.location));
    answer.body.assign(row.response.begin(), row.response.end());
    return answer;
}

std::optional<std::string> location_of(http::Response const& answer) {
    for (auto const& [name, value] : answer.headers) {
        if (http::same_field_name(name, "Location")) return value;
    }
    return std::nullopt;
}

std::optional<std::string> content_type_of(http::Response const& answer) {
    if (answer.content_type.empty()) return std::nullopt;
    return answer.content_type;
}

std::span<std::uint8_t const> bytes_of(std::string const& text) {
    return {reinterpret_cast<std::uint8_t const*>(text.data()), text.size()};
}

} // namespace

PostgresIdempotencyKeys::PostgresIdempotencyKeys(pg::Database& database, Clock const& clock)
    : database_(database)
    , clock_(clock) {}

Instant PostgresIdempotencyKeys::oldest_kept() const {
    return clock_.now() - kept_for;
}

Task<Result<std::optional<http::Response>>>
PostgresIdempotencyKeys::claim(Transaction& transaction, http::KeyedRequest const& request) {
    auto const& [user, route, key, hash] = request;
    auto const answers = co_await database_.execute_together(
        transaction,
        pg::queries(
            pg::Query(sql::try_lock, pg::parameters(user, route, key)),
            pg::Query(sql::find, pg::parameters(user, route, key, oldest_kept()))
        )
    );
    if (!pg::only_row<bool>(answers[0])) co_return http::idempotency_in_progress;
    auto stored = pg::row_as<StoredRow>(answers[1]);
    if (!stored) co_return std::optional<http::Response>{};
    if (!std::ranges::equal(stored->request_hash, hash)) co_return http::idempotency_key_reused;
    co_return std::optional<http::Response>(answer_of(*std::move(stored)));
}

Task<void> PostgresIdempotencyKeys::keep(
    Transaction& transaction, http::KeyedRequest const& request, http::Response const& answer
) {
    auto values = pg::parameters(
        request.user,
        request.route,
        request.key,
        request.hash,
        answer.status,
        content_type_of(answer),
        location_of(answer),
        bytes_of(answer.body),
        clock_.now()
    );
    static_cast<void>(co_await database_.execute(transaction, sql::keep, std::move(values)));
}

Task<void> PostgresIdempotencyKeys::delete_expired() {
    static_cast<void>(co_await database_.write(sql::delete_expired, pg::parameters(oldest_kept())));
}

Job PostgresIdempotencyKeys::cleaning() {
    return {"delete expired idempotency keys", std::chrono::minutes{1}, [this]() -> Task<void> {
                return delete_expired();
            }};
}

} // namespace qc::idempotency
