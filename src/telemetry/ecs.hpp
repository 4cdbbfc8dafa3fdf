// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

/// Field names of the Elastic Common Schema that lines of ours carry.
namespace qc::telemetry::ecs {

inline constexpr std::string_view version = "8.11.0";

inline constexpr std::string_view event_kind = "event.kind";
inline constexpr std::string_view event_category = "event.category";
inline constexpr std::string_view event_duration = "event.duration";
inline constexpr std::string_view event_outcome = "event.outcome";
inline constexpr std::string_view trace_id = "trace.id";
inline constexpr std::string_view correlation_id = "labels.correlation_id";
inline constexpr std::string_view user_id = "user.id";
inline constexpr std::string_view request_method = "http.request.method";
inline constexpr std::string_view url_path = "url.path";
inline constexpr std::string_view url_query = "url.query";
inline constexpr std::string_view route = "labels.route";
inline constexpr std::string_view response_status = "http.response.status_code";
inline constexpr std::string_view client_address = "client.address";
inline constexpr std::string_view error_code = "error.code";
inline constexpr std::string_view error_message = "error.message";
inline constexpr std::string_view error_type = "error.type";
inline constexpr std::string_view statement = "labels.statement";
inline constexpr std::string_view severity = "labels.severity";

} // namespace qc::telemetry::ecs
