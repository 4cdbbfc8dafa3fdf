// SPDX-License-Identifier: Apache-2.0
#include "unlock_requests/http/order_by.hpp"

#include "contract/scalars.hpp"

#include <algorithm>
#include <array>

namespace qc::unlock_requests {
namespace {

struct ColumnName {
    SortColumn column;
    std::string_view snake;
    std::string_view camel;
};

constexpr std::array columns{
    ColumnName{SortColumn::id, "id", "id"},
    ColumnName{SortColumn::email, "email", "email"},
    ColumnName{SortColumn::reason, "reason", "reason"},
    ColumnName{SortColumn::status, "status", "status"},
    ColumnName{SortColumn::created_at, "created_at", "createdAt"},
    ColumnName{SortColumn::updated_at, "updated_at", "updatedAt"},
};

} // namespace

std::optional<SortTerm> sort_term(std::string_view text) {
    bool const descending = text.starts_with('-');
    if (descending || text.starts_with('+')) text.remove_prefix(1);
    auto const named = [text](ColumnName const& column) {
        return column.snake == text || column.camel == text;
    };
    auto const* const found = std::ranges::find_if(columns, named);
    if (found == columns.end()) return std::nullopt;
    return SortTerm{found->column, descending};
}

std::vector<std::string> sort_term_names() {
    std::vector<std::string> names;
    for (std::string const prefix : {"", "+", "-"}) {
        for (auto const& column : columns) {
            names.push_back(prefix + std::string(column.snake));
            if (column.camel != column.snake) names.push_back(prefix + std::string(column.camel));
        }
    }
    return names;
}

} // namespace qc::unlock_requests

namespace qc::contract {

using unlock_requests::SortTerm;

std::optional<SortTerm> Codec<SortTerm>::decode(Input const& input) {
    auto const text = read_text(input);
    if (!text) return std::nullopt;
    if (auto const term = unlock_requests::sort_term(*text)) return term;
    auto const names = unlock_requests::sort_term_names();
    return input.refuse("enum", one_of(names));
}

boost::json::object Codec<SortTerm>::schema() {
    auto const names = unlock_requests::sort_term_names();
    std::vector<std::string_view> const views(names.begin(), names.end());
    return text_enum_schema(views);
}

} // namespace qc::contract
