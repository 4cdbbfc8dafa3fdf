// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/limited.hpp"
#include "contract/presence.hpp"
#include "core/page.hpp"

#include <boost/describe.hpp>

#include <limits>

namespace qc::contract {

/// The query of a list in pages; queries with more members derive from it.
struct PageQuery {
    Defaulted<Int<1, std::numeric_limits<std::int32_t>::max()>, 1> page;
    Defaulted<Int<1, 100>, 50> size;

    [[nodiscard]] PageRequest request() const { return {page->value, size->value}; }
};

BOOST_DESCRIBE_STRUCT(PageQuery, (), (page, size))

} // namespace qc::contract
