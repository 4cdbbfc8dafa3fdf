// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/page_query.hpp"
#include "core/id.hpp"

#include <boost/describe.hpp>

namespace qc::runs {

using contract::PageQuery;

struct RunPath {
    RunId id;
};

BOOST_DESCRIBE_STRUCT(RunPath, (), (id))

} // namespace qc::runs
