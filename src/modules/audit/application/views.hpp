// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "core/id.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace qc::audit {

struct ActorView {
    UserId id;
    std::string first_name;
    std::string last_name;
    /// Key of the stored picture.
    std::optional<std::string> avatar;
};

struct EntryView {
    std::int64_t id = 0;
    std::optional<std::int64_t> seq;
    std::string action;
    std::optional<ActorView> actor;
    std::string object_type;
    std::string object_id;
    /// A JSON object.
    std::string data;
    std::optional<std::string> ip;
    Instant created_at;
};

struct EntryFilter {
    std::optional<UserId> actor;
    std::optional<std::string> action;
    std::optional<std::string> object_type;
    std::optional<std::string> object_id;
    std::optional<Instant> from;
    std::optional<Instant> to;
};

} // namespace qc::audit
