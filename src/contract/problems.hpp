// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace qc::contract {

/// Where in the input a value stands. A step points to its parent and to the key's bytes, so it
/// lives on the stack of the decoder that walks down and must not outlive either.
class Place {
public:
    /// `root` is body, query, path, header or form.
    explicit Place(std::string_view root) : step_(root) {}

    [[nodiscard]] Place key(std::string_view name) const { return {this, name}; }

    [[nodiscard]] Place index(std::size_t position) const {
        return {this, static_cast<std::int64_t>(position)};
    }

    [[nodiscard]] std::vector<PlaceStep> steps() const;

private:
    using Step = std::variant<std::string_view, std::int64_t>;

    Place(Place const* parent, Step step) : parent_(parent), step_(step) {}

    Place const* parent_ = nullptr;
    Step step_;
};

/// Every problem of one request in input order; only the first 50 are kept.
class Problems {
public:
    static constexpr std::size_t max_kept = 50;
    /// Sorts behind everything that has a position in its source.
    static constexpr std::uint32_t at_end = 0xFFFF'FFFF;

    /// What is added from now on comes from another part of the request and sorts after the rest.
    void next_source() { ++source_; }

    /// `order` is the position inside the current source (Json::order).
    void add(Problem problem, std::uint32_t order = at_end);

    [[nodiscard]] bool empty() const { return entries_.empty(); }

    /// All problems that were ever added, also those beyond the first 50.
    [[nodiscard]] std::size_t count() const { return count_; }

    [[nodiscard]] std::vector<Problem> list() const;

    /// 422 VALIDATION_ERROR with the kept problems.
    [[nodiscard]] Error error() const { return invalid_input(list()); }

private:
    struct Entry {
        std::uint32_t source;
        std::uint32_t order;
        Problem problem;
    };

    std::vector<Entry> entries_;
    std::uint32_t source_ = 0;
    std::size_t count_ = 0;
};

} // namespace qc::contract
