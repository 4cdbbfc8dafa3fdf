// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "unlock_requests/domain/unlock_request.hpp"

#include <optional>
#include <string>
#include <vector>

namespace qc::unlock_requests {

struct UnlockRequest {
    UnlockRequestId id;
    std::string email;
    std::string reason;
    Status status = Status::pending;
    std::string message;
    Instant created_at;
    Instant updated_at;
};

/// In the order in which the statement of the list numbers its columns.
enum class SortColumn { id, email, reason, status, created_at, updated_at };

struct SortTerm {
    SortColumn column = SortColumn::created_at;
    bool descending = true;

    bool operator==(SortTerm const&) const = default;
};

struct Listing {
    /// Texts are compared whole, without case.
    std::optional<std::string> email = {};
    std::optional<std::string> reason = {};
    /// Empty: any.
    std::vector<Status> statuses = {};
    /// Empty: newest first. Whatever it is, the newest of equals come first.
    std::vector<SortTerm> order = {};
};

} // namespace qc::unlock_requests
