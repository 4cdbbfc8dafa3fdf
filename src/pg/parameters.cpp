// SPDX-License-Identifier: Apache-2.0
#include "pg/parameters.hpp"

#include <limits>
#include <stdexcept>

namespace qc::pg {
namespace {

int checked_length(std::size_t length) {
    if (length > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
        throw std::invalid_argument("a parameter is longer than 2 GiB");
    }
    return static_cast<int>(length);
}

} // namespace

void Parameters::add_null() {
    slots_.push_back({.null = true});
}

void Parameters::add_bytes(std::span<std::uint8_t const> bytes) {
    auto const start = buffer_.size();
    buffer_.append(reinterpret_cast<char const*>(bytes.data()), bytes.size());
    slots_.push_back({.offset = start, .length = checked_length(bytes.size()), .binary = true});
    buffer_ += '\0';
}

void Parameters::finish_text(std::size_t start) {
    slots_.push_back({.offset = start, .length = checked_length(buffer_.size() - start)});
    buffer_ += '\0';
}

} // namespace qc::pg
