// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "access/permission.hpp"
#include "contract/names.hpp"

#include <array>

template <>
struct qc::contract::EnumNumbers<qc::access::Role> {
    using enum qc::access::Role;
    static constexpr std::array value{user, manager, admin};
};
