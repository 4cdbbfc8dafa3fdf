// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/json.hpp"
#include "core/clock.hpp"
#include "core/uuid.hpp"

#include <string>
#include <string_view>

namespace qc::contract {

// Each appends one JSON value to `out`.

/// `text` is valid UTF-8; only what JSON demands is escaped.
void write_text(std::string& out, std::string_view text);
void write_integer(std::string& out, std::int64_t number);
/// Shortest form that reads back equal, with a decimal point and without exponent. Throws
/// std::logic_error when `number` is not finite.
void write_real(std::string& out, double number);
void write_bool(std::string& out, bool value);
void write_uuid(std::string& out, Uuid id);
void write_instant(std::string& out, Instant instant);
void write_json(std::string& out, Json const& value);

/// Appends `key` (with quotes and colon) after a comma, unless the object was just opened.
void write_key(std::string& out, std::string_view key);

} // namespace qc::contract
