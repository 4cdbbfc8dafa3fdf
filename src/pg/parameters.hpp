// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pg/encoding.hpp"

#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace qc::pg {

/// The values of one execution, in the order of $1, $2...; owns copies of everything.
class Parameters {
public:
    struct Slot {
        std::size_t offset = 0;
        int length = 0;
        bool null = false;
        bool binary = false;
    };

    template <class T>
    void add(T const& value) {
        if constexpr (std::same_as<T, std::nullptr_t> || std::same_as<T, std::nullopt_t>) {
            add_null();
        } else if constexpr (encoding::is_optional<T>) {
            if (value) {
                add(*value);
            } else {
                add_null();
            }
        } else if constexpr (std::same_as<T, Bytes>) {
            add_bytes(value.value);
        } else if constexpr (encoding::ByteRange<T>) {
            add_bytes(value);
        } else if constexpr (encoding::is_vector<T>) {
            add_array(value);
        } else {
            auto const start = buffer_.size();
            encoding::append_scalar(buffer_, value);
            finish(start, false);
        }
    }

    [[nodiscard]] std::vector<Slot> const& slots() const noexcept { return slots_; }

    /// Valid until the next add(); text values end with a NUL.
    [[nodiscard]] char const* at(Slot const& slot) const noexcept {
        return slot.null ? nullptr : buffer_.data() + slot.offset;
    }

private:
    template <class T>
    void add_array(std::vector<T> const& values) {
        auto const start = buffer_.size();
        buffer_ += '{';
        bool first = true;
        for (auto&& value : values) {
            if (!first) buffer_ += ',';
            first = false;
            encoding::append_element(buffer_, static_cast<T const&>(value));
        }
        buffer_ += '}';
        finish(start, false);
    }

    void add_null();
    void add_bytes(std::span<std::uint8_t const> bytes);
    void finish(std::size_t start, bool binary);
    void add_slot(Slot slot);

    std::string buffer_;
    std::vector<Slot> slots_;
};

/// Accepts integers, bool, double, text, Uuid, Id, UuidId, Instant, enums (by number), bytes,
/// optionals of these, nullptr, and vectors as PostgreSQL arrays. All but bytes travel as text, so
/// the server converts to whatever number type the statement wants.
template <class... T>
[[nodiscard]] Parameters parameters(T const&... values) {
    Parameters all;
    (all.add(values), ...);
    return all;
}

} // namespace qc::pg
