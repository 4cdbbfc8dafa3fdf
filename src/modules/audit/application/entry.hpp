// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/audit.hpp"
#include "core/clock.hpp"

#include <optional>
#include <string>

namespace qc::audit {

/// An act as its row has it.
struct Entry {
    std::optional<UserId> actor;
    std::string action;
    std::string object_type;
    std::string object_id;
    std::string data;
    std::optional<std::string> ip;
    Instant created_at;
};

/// The row that every act gets, whatever strangers put into it: texts are cut to what their
/// columns hold, what is no text is left out, and the address is shortened.
[[nodiscard]] Entry entry_of(Act act, Instant now);

} // namespace qc::audit
