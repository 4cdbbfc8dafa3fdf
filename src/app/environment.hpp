// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace qc::app {

/// NAME, value pairs; the first of a name counts.
using Variables = std::vector<std::pair<std::string, std::string>>;

/// The process environment, then the lines of the file `.env` in the working directory that the
/// environment does not set. Throws std::runtime_error on a line that is no NAME=value.
[[nodiscard]] Variables read_environment();

/// The same for tools: when it names no database, the settings that a server started by
/// `questcity dev` in this folder has written are taken.
[[nodiscard]] Variables read_tool_environment();

/// Lines NAME=value; empty lines and # comments are skipped, quotes around a value removed.
[[nodiscard]] Variables parse_env_file(std::string_view text);

[[nodiscard]] std::optional<std::string> find(Variables const& variables, std::string_view name);

} // namespace qc::app
