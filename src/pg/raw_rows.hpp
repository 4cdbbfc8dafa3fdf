// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pg/statement.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct pg_result;

namespace qc::pg {

struct FreeResult {
    void operator()(pg_result* result) const noexcept;
};

using ResultHandle = std::unique_ptr<pg_result, FreeResult>;

/// One value as it came over the wire, in binary format. Valid as long as its Rows.
struct Cell {
    std::string_view bytes;
    std::uint32_t type_oid = 0;
    bool null = false;
};

/// The answer to one statement. Owns the memory of libpq; read it with pg/rows.hpp.
class Rows {
public:
    Rows() = default;
    Rows(ResultHandle result, std::string_view statement);

    [[nodiscard]] int size() const noexcept;

    [[nodiscard]] bool empty() const noexcept { return size() == 0; }

    [[nodiscard]] int columns() const noexcept;
    /// Position of a column; throws std::logic_error when there is none of that name.
    [[nodiscard]] int column(std::string_view name) const;
    [[nodiscard]] std::string_view column_name(int column) const;
    [[nodiscard]] Cell cell(int row, int column) const;

    /// Rows that an INSERT, UPDATE or DELETE changed.
    [[nodiscard]] std::int64_t affected() const;

    /// For example "COMMIT" or "INSERT 0 1".
    [[nodiscard]] std::string_view command_tag() const;

    [[nodiscard]] std::string_view statement() const noexcept { return statement_; }

private:
    ResultHandle result_;
    std::string_view statement_;
};

[[nodiscard]] inline std::int64_t affected(Rows const& rows) {
    return rows.affected();
}

} // namespace qc::pg
