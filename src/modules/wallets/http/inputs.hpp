// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/page_query.hpp"

namespace qc::wallets {

using contract::PageQuery;

} // namespace qc::wallets
