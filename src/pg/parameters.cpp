// SPDX-License-Identifier: Apache-2.0
#include "pg/parameters.hpp"

#include <stdexcept>

namespace qc::pg {
namespace {

// Of the protocol, which would end in the middle of an exchange.
constexpr std::size_t most_slots = 65'535;
constexpr std::size_t most_bytes = std::size_t{1} << 30;

} // namespace

void Parameters::add_null() {
    add_slot({.null = true});
}

void Parameters::add_bytes(std::span<std::uint8_t const> bytes) {
    auto const start = buffer_.size();
    buffer_.append(reinterpret_cast<char const*>(bytes.data()), bytes.size());
    finish(start, true);
}

void Parameters::finish(std::size_t start, bool binary) {
    if (buffer_.size() > most_bytes) throw std::invalid_argument("parameters of more than 1 GiB");
    auto const length = static_cast<int>(buffer_.size() - start);
    add_slot({.offset = start, .length = length, .binary = binary});
    buffer_ += '\0';
}

void Parameters::add_slot(Slot slot) {
    if (slots_.size() == most_slots) throw std::invalid_argument("more than 65,535 parameters");
    slots_.push_back(slot);
}

} // namespace qc::pg
