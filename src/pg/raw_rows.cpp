// SPDX-License-Identifier: Apache-2.0
#include "pg/raw_rows.hpp"

#include <libpq-fe.h>

#include <charconv>
#include <stdexcept>

namespace qc::pg {

void FreeResult::operator()(pg_result* result) const noexcept {
    PQclear(result);
}

Rows::Rows(ResultHandle result, std::string_view statement)
    : result_(std::move(result))
    , statement_(statement) {}

int Rows::size() const noexcept {
    return PQntuples(result_.get());
}

int Rows::columns() const noexcept {
    return PQnfields(result_.get());
}

int Rows::column(std::string_view name) const {
    int const count = columns();
    for (int i = 0; i < count; ++i) {
        if (name == PQfname(result_.get(), i)) return i;
    }
    throw std::logic_error(
        std::string(statement_) + " answers without the column \"" + std::string(name) + '"'
    );
}

std::string_view Rows::column_name(int column) const {
    auto const* const name = PQfname(result_.get(), column);
    return name ? std::string_view(name) : std::string_view{};
}

Cell Rows::cell(int row, int column) const {
    auto const length = static_cast<std::size_t>(PQgetlength(result_.get(), row, column));
    return {
        .bytes = {PQgetvalue(result_.get(), row, column), length},
        .type_oid = PQftype(result_.get(), column),
        .null = PQgetisnull(result_.get(), row, column) != 0
    };
}

std::int64_t Rows::affected() const {
    if (!result_) return 0;
    std::string_view const text = PQcmdTuples(result_.get());
    std::int64_t count = 0;
    std::from_chars(text.data(), text.data() + text.size(), count);
    return count;
}

std::string_view Rows::command_tag() const {
    return result_ ? std::string_view(PQcmdStatus(result_.get())) : std::string_view{};
}

} // namespace qc::pg
