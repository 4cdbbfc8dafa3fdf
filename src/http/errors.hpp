// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"
#include "http/problem.hpp"

namespace qc::http {

inline constexpr ErrorCode bad_request{
    ErrorKind::invalid, "BAD_REQUEST", "Malformed HTTP request."
};
inline constexpr ErrorCode not_found{ErrorKind::not_found, "NOT_FOUND", "Not found."};
/// Details: max.
inline constexpr ErrorCode payload_too_large{
    ErrorKind::too_large, "PAYLOAD_TOO_LARGE", "Request body is too large."
};
/// Details: contentType, allowed.
inline constexpr ErrorCode unsupported_media_type{
    ErrorKind::unsupported_media, "UNSUPPORTED_MEDIA_TYPE", "Unsupported media type."
};
inline constexpr ErrorCode too_many_requests{
    ErrorKind::rate_limited, "TOO_MANY_REQUESTS", "Too many requests."
};
inline constexpr ErrorCode too_many_attempts{
    ErrorKind::rate_limited, "TOO_MANY_ATTEMPTS", "Too many attempts."
};

inline constexpr HttpProblem method_not_allowed{405, "METHOD_NOT_ALLOWED", "Method not allowed."};
inline constexpr HttpProblem request_timeout{
    408, "REQUEST_TIMEOUT", "Request was not received in time."
};
inline constexpr HttpProblem uri_too_long{414, "URI_TOO_LONG", "Request target is too long."};
inline constexpr HttpProblem range_not_satisfiable{
    416, "RANGE_NOT_SATISFIABLE", "Range not satisfiable."
};
inline constexpr HttpProblem expectation_failed{417, "EXPECTATION_FAILED", "Expectation failed."};
inline constexpr HttpProblem upgrade_required{
    426, "UPGRADE_REQUIRED", "WebSocket version 13 is required."
};
inline constexpr HttpProblem headers_too_large{
    431, "HEADERS_TOO_LARGE", "Request headers are too large."
};
inline constexpr HttpProblem internal_server_error{
    500, "INTERNAL_SERVER_ERROR", "Internal server error."
};
inline constexpr HttpProblem not_implemented{
    501, "NOT_IMPLEMENTED", "Transfer coding not supported."
};

} // namespace qc::http
