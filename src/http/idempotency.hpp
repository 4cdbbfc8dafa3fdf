// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "core/transaction.hpp"
#include "http/message.hpp"

#include <array>
#include <optional>
#include <string>

namespace qc::http {

using RequestHash = std::array<std::uint8_t, 32>;

/// Who used which Idempotency-Key where, for what request.
struct KeyedRequest {
    UserId user;
    /// Method and path template.
    std::string route;
    std::string key;
    /// SHA-256 of method, path and body bytes.
    RequestHash hash;
};

inline constexpr ErrorCode idempotency_in_progress{
    ErrorKind::conflict,
    "IDEMPOTENCY_IN_PROGRESS",
    "The first request with this key is still running."
};
inline constexpr ErrorCode idempotency_key_reused{
    ErrorKind::unprocessable,
    "IDEMPOTENCY_KEY_REUSED",
    "The idempotency key was used with another request."
};

/// Keeps answers of keyed requests for 24 h, in the transaction of their effect.
class IdempotencyKeys {
public:
    virtual ~IdempotencyKeys() = default;

    /// Before any effect: the stored answer, or nullopt when this request is the first.
    /// Refuses with idempotency_in_progress or idempotency_key_reused.
    [[nodiscard]] virtual Task<Result<std::optional<Response>>>
    claim(Transaction& transaction, KeyedRequest const& request) = 0;

    [[nodiscard]] virtual Task<void>
    keep(Transaction& transaction, KeyedRequest const& request, Response const& answer) = 0;
};

} // namespace qc::http
