// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace qc::telemetry {

using FieldValue = std::variant<std::string, std::int64_t, double, bool>;

/// What a log line says besides its message, in output order. Keys are the names of ecs.hpp or
/// "labels.<snake_case>"; the text behind a key must outlive the object.
class Fields {
public:
    Fields& add(std::string_view key, std::string_view value);
    Fields& add(std::string_view key, char const* value);
    Fields& add(std::string_view key, std::string value);
    Fields& add(std::string_view key, double value);
    Fields& add(std::string_view key, bool value);
    /// As event.duration wants it: whole nanoseconds.
    Fields& add(std::string_view key, std::chrono::nanoseconds value);

    template <std::integral Number>
    Fields& add(std::string_view key, Number value) {
        return put(key, static_cast<std::int64_t>(value));
    }

    [[nodiscard]] bool has(std::string_view key) const;

    [[nodiscard]] auto const& entries() const noexcept { return entries_; }

private:
    /// A key that is there already gets the new value, so that no line names a key twice.
    Fields& put(std::string_view key, FieldValue value);

    std::vector<std::pair<std::string_view, FieldValue>> entries_;
};

} // namespace qc::telemetry
