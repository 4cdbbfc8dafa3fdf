// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pg/decode.hpp"
#include "pg/raw_rows.hpp"

#include <boost/describe/members.hpp>
#include <boost/describe/modifiers.hpp>
#include <boost/mp11/algorithm.hpp>

#include <array>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

/// Rows to structs described with BOOST_DESCRIBE_STRUCT, matched by column name; columns without a
/// member are ignored. A type that is not described takes the only column of the answer. A missing
/// column, a type that does not fit, or NULL in a member that is not optional is a bug of the
/// program: std::logic_error that names the statement and the column.
namespace qc::pg {

template <class Row>
class RowReader {
    template <class T>
    using Members = boost::describe::
        describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;

    static constexpr bool described = boost::describe::has_describe_members<Row>::value;

public:
    /// Resolves the column positions once; `rows` must outlive the reader.
    explicit RowReader(Rows const& rows) : rows_(rows) {
        if constexpr (described) {
            columns_.reserve(boost::mp11::mp_size<Members<Row>>::value);
            boost::mp11::mp_for_each<Members<Row>>([&](auto member) {
                columns_.push_back(rows.column(member.name));
            });
        } else if (rows.columns() != 1) {
            throw std::logic_error(std::string(rows.statement()) + " must answer one column");
        }
    }

    [[nodiscard]] Row operator()(int row) const {
        if constexpr (described) {
            Row out{};
            std::size_t next = 0;
            boost::mp11::mp_for_each<Members<Row>>([&](auto member) {
                auto& target = out.*member.pointer;
                target = value<std::remove_reference_t<decltype(target)>>(row, columns_[next]);
                ++next;
            });
            return out;
        } else {
            return value<Row>(row, 0);
        }
    }

private:
    template <class T>
    T value(int row, int column) const {
        try {
            return decoding::decode<T>(rows_.cell(row, column));
        } catch (std::logic_error const& problem) {
            throw std::logic_error(
                std::string(rows_.statement()) + ", column \"" +
                std::string(rows_.column_name(column)) + "\": " + problem.what()
            );
        }
    }

    Rows const& rows_;
    std::vector<int> columns_;
};

template <class Row>
[[nodiscard]] std::vector<Row> rows_as(Rows const& rows) {
    RowReader<Row> const read(rows);
    std::vector<Row> out;
    out.reserve(static_cast<std::size_t>(rows.size()));
    for (int i = 0; i < rows.size(); ++i)
        out.push_back(read(i));
    return out;
}

/// The first row, if there is one.
template <class Row>
[[nodiscard]] std::optional<Row> row_as(Rows const& rows) {
    if (rows.empty()) return std::nullopt;
    return RowReader<Row>(rows)(0);
}

/// Throws std::logic_error unless there is exactly one row.
template <class Row>
[[nodiscard]] Row only_row(Rows const& rows) {
    if (rows.size() != 1) {
        throw std::logic_error(
            std::string(rows.statement()) + " must answer one row, not " +
            std::to_string(rows.size())
        );
    }
    return RowReader<Row>(rows)(0);
}

} // namespace qc::pg
