// SPDX-License-Identifier: Apache-2.0
#include "pg/decode.hpp"

#include <bit>
#include <cstring>

namespace qc::pg::decoding {
namespace {

// Fixed by src/include/catalog/pg_type.dat of PostgreSQL.
enum Oid : std::uint32_t {
    oid_bool = 16,
    oid_bytea = 17,
    oid_char = 18,
    oid_name = 19,
    oid_int8 = 20,
    oid_int2 = 21,
    oid_int4 = 23,
    oid_text = 25,
    oid_json = 114,
    oid_float4 = 700,
    oid_float8 = 701,
    oid_unknown = 705,
    oid_bpchar = 1042,
    oid_varchar = 1043,
    oid_timestamptz = 1184,
    oid_uuid = 2950,
    oid_jsonb = 3802,
    // Types of extensions get OIDs from here on; citext is the only one in use.
    oid_first_dynamic = 16384
};

[[noreturn]] void mismatch(Cell const& cell, std::string_view wanted) {
    throw std::logic_error(
        "the member wants " + std::string(wanted) + ", the column has type OID " +
        std::to_string(cell.type_oid) + " and " + std::to_string(cell.bytes.size()) + " bytes"
    );
}

template <class Number>
Number big_endian(std::string_view bytes) {
    std::make_unsigned_t<Number> value = 0;
    for (std::size_t i = 0; i < sizeof(Number); ++i) {
        value = static_cast<std::make_unsigned_t<Number>>(
            (static_cast<std::uint64_t>(value) << 8) | static_cast<std::uint8_t>(bytes[i])
        );
    }
    return static_cast<Number>(value);
}

bool is(Cell const& cell, std::uint32_t oid, std::size_t size) {
    return cell.type_oid == oid && cell.bytes.size() == size;
}

/// Consumes one 32-bit number of an array header.
std::int32_t take_int32(Cell const& cell, std::string_view& rest) {
    if (rest.size() < 4) mismatch(cell, "an array");
    auto const value = big_endian<std::int32_t>(rest);
    rest.remove_prefix(4);
    return value;
}

} // namespace

bool to_bool(Cell const& cell) {
    if (!is(cell, oid_bool, 1)) mismatch(cell, "boolean");
    return cell.bytes[0] != 0;
}

std::int64_t to_integer(Cell const& cell, std::size_t most_bytes) {
    if (cell.bytes.size() <= most_bytes) {
        if (is(cell, oid_int2, 2)) return big_endian<std::int16_t>(cell.bytes);
        if (is(cell, oid_int4, 4)) return big_endian<std::int32_t>(cell.bytes);
        if (is(cell, oid_int8, 8)) return big_endian<std::int64_t>(cell.bytes);
    }
    mismatch(cell, "an integer of at most " + std::to_string(most_bytes) + " bytes");
}

double to_double(Cell const& cell) {
    if (is(cell, oid_float8, 8)) {
        return std::bit_cast<double>(big_endian<std::int64_t>(cell.bytes));
    }
    if (is(cell, oid_float4, 4)) {
        return static_cast<double>(std::bit_cast<float>(big_endian<std::int32_t>(cell.bytes)));
    }
    mismatch(cell, "double precision");
}

std::string to_text(Cell const& cell) {
    switch (cell.type_oid) {
    case oid_text:
    case oid_varchar:
    case oid_bpchar:
    case oid_name:
    case oid_char:
    case oid_json:
    case oid_unknown:
        return std::string(cell.bytes);
    case oid_jsonb:
        // Binary jsonb is the text behind one version byte.
        if (cell.bytes.empty() || cell.bytes[0] != 1) mismatch(cell, "jsonb of version 1");
        return std::string(cell.bytes.substr(1));
    default:
        if (cell.type_oid < oid_first_dynamic) mismatch(cell, "text");
        return std::string(cell.bytes);
    }
}

Uuid to_uuid(Cell const& cell) {
    if (!is(cell, oid_uuid, 16)) mismatch(cell, "uuid");
    Uuid::Bytes bytes{};
    std::memcpy(bytes.data(), cell.bytes.data(), bytes.size());
    return Uuid(bytes);
}

Instant to_instant(Cell const& cell) {
    if (!is(cell, oid_timestamptz, 8)) mismatch(cell, "timestamptz");
    // PostgreSQL counts microseconds from 2000-01-01.
    constexpr auto epoch = std::chrono::sys_days{std::chrono::year{2000} / 1 / 1};
    return Instant{epoch} + std::chrono::microseconds{big_endian<std::int64_t>(cell.bytes)};
}

std::vector<std::uint8_t> to_bytes(Cell const& cell) {
    if (cell.type_oid != oid_bytea) mismatch(cell, "bytea");
    return {cell.bytes.begin(), cell.bytes.end()};
}

std::vector<Cell> to_elements(Cell const& cell) {
    auto rest = cell.bytes;
    auto const dimensions = take_int32(cell, rest);
    take_int32(cell, rest); // the flag "has NULLs" is also visible in each length
    auto const element_type = static_cast<std::uint32_t>(take_int32(cell, rest));
    if (dimensions == 0) return {};
    auto const count = take_int32(cell, rest);
    take_int32(cell, rest); // lower bound
    if (dimensions != 1 || count < 0) mismatch(cell, "a one-dimensional array");
    std::vector<Cell> elements;
    for (std::int32_t i = 0; i < count; ++i) {
        auto const length = take_int32(cell, rest);
        if (length < 0) {
            elements.push_back({.bytes = {}, .type_oid = element_type, .null = true});
            continue;
        }
        auto const size = static_cast<std::size_t>(length);
        if (rest.size() < size) mismatch(cell, "an array");
        elements.push_back({.bytes = rest.substr(0, size), .type_oid = element_type});
        rest.remove_prefix(size);
    }
    return elements;
}

} // namespace qc::pg::decoding
