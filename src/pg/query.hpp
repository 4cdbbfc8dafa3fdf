// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pg/parameters.hpp"
#include "pg/statement.hpp"

#include <utility>
#include <vector>

namespace qc::pg {

/// A statement with its values. Has constructors, so that g++ 12 may see it inside co_await.
struct Query {
    Query(Statement const& what, Parameters with) : statement(&what), parameters(std::move(with)) {}

    Query(Statement const* what, Parameters with) : statement(what), parameters(std::move(with)) {}

    Statement const* statement;
    Parameters parameters;
};

/// queries(Query(sql::count, parameters(id)), Query(sql::list, parameters(id))): a list without an
/// initializer_list, which g++ 12 cannot compile inside co_await.
template <class... Queries>
[[nodiscard]] std::vector<Query> queries(Queries&&... all) {
    std::vector<Query> list;
    list.reserve(sizeof...(all));
    (list.push_back(std::forward<Queries>(all)), ...);
    return list;
}

} // namespace qc::pg
