// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http_server/strict_request.hpp"

#include <algorithm>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>

namespace qc::http_server {

/// Received bytes that nobody has used yet; never more than one head of the largest size.
class ReadBuffer {
public:
    [[nodiscard]] std::string_view view() const noexcept {
        return {bytes_.get() + begin_, end_ - begin_};
    }

    [[nodiscard]] bool empty() const noexcept { return begin_ == end_; }

    void consume(std::size_t count) noexcept {
        begin_ += count;
        if (begin_ == end_) begin_ = end_ = 0;
    }

    /// Room for more bytes, at least one as long as the buffer is not full.
    [[nodiscard]] std::span<char> prepare() {
        if (end_ == capacity_) make_room();
        return {bytes_.get() + end_, capacity_ - end_};
    }

    void commit(std::size_t count) noexcept { end_ += count; }

private:
    static constexpr std::size_t first_capacity = 4 * 1024;
    /// A head may have an empty line before it.
    static constexpr std::size_t capacity_max = head_bytes_max + 2;

    void make_room() {
        auto const held = view();
        bool const full = held.size() == capacity_;
        auto const wanted =
            full ? std::clamp(capacity_ * 4, first_capacity, capacity_max) : capacity_;
        auto fresh = wanted == capacity_ ? nullptr : std::make_unique_for_overwrite<char[]>(wanted);
        char* const target = fresh ? fresh.get() : bytes_.get();
        if (!held.empty()) std::memmove(target, held.data(), held.size());
        end_ = held.size();
        begin_ = 0;
        capacity_ = wanted;
        if (fresh) bytes_ = std::move(fresh);
    }

    std::unique_ptr<char[]> bytes_;
    std::size_t capacity_ = 0;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
};

} // namespace qc::http_server
