// SPDX-License-Identifier: Apache-2.0
#include "http_server/chunked.hpp"

#include "http_server/strict_request.hpp"
#include "http_server/syntax.hpp"

#include <algorithm>

namespace qc::http_server {
namespace {

/// 2^60 bytes, far above every limit, so that the shift below never overflows.
constexpr std::size_t size_digits_max = 15;
constexpr std::size_t extension_bytes_max = 256;
/// A body of single bytes must not carry 256 times as much in extensions.
constexpr std::size_t all_extension_bytes_max = 16 * 1024;

int hex_value(char byte) {
    if (byte >= '0' && byte <= '9') return byte - '0';
    if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
    if (byte >= 'A' && byte <= 'F') return byte - 'A' + 10;
    return -1;
}

} // namespace

std::size_t ChunkDecoder::feed(std::string_view received, std::string& body) {
    std::size_t used = 0;
    while (used < received.size() && state_ == State::more) {
        if (step_ == Step::content) {
            used += take_content(received.substr(used), body);
        } else {
            step(received[used]);
            ++used;
        }
    }
    return used;
}

std::size_t ChunkDecoder::take_content(std::string_view received, std::string& body) {
    auto const count =
        static_cast<std::size_t>(std::min<std::uint64_t>(chunk_left_, received.size()));
    body.append(received.substr(0, count));
    chunk_left_ -= count;
    if (chunk_left_ == 0) step_ = Step::content_return;
    return count;
}

void ChunkDecoder::step(char byte) {
    switch (step_) {
    case Step::size:
        return read_size(byte);
    case Step::extension:
        return read_extension(byte);
    case Step::size_feed:
        if (byte != '\n') state_ = State::malformed;
        return end_size();
    case Step::content:
        return;
    case Step::content_return:
        return expect(byte, '\r', Step::content_feed);
    case Step::content_feed:
        return expect(byte, '\n', Step::size);
    case Step::trailer:
        return read_trailer(byte);
    }
}

void ChunkDecoder::expect(char byte, char wanted, Step next) {
    if (byte != wanted) state_ = State::malformed;
    step_ = next;
}

void ChunkDecoder::read_size(char byte) {
    if (auto const digit = hex_value(byte); digit >= 0) {
        if (++size_digits_ > size_digits_max) state_ = State::malformed;
        chunk_left_ = chunk_left_ * 16 + static_cast<std::uint64_t>(digit);
    } else if (size_digits_ == 0 || (byte != '\r' && byte != ';')) {
        state_ = State::malformed;
    } else {
        step_ = byte == '\r' ? Step::size_feed : Step::extension;
    }
}

void ChunkDecoder::read_extension(char byte) {
    if (byte == '\r') {
        step_ = Step::size_feed;
        return;
    }
    ++extension_bytes_;
    ++all_extension_bytes_;
    bool const fits =
        extension_bytes_ <= extension_bytes_max && all_extension_bytes_ <= all_extension_bytes_max;
    if (!fits || !is_field_value({&byte, 1})) state_ = State::malformed;
}

void ChunkDecoder::end_size() {
    if (state_ != State::more) return;
    size_digits_ = 0;
    extension_bytes_ = 0;
    if (chunk_left_ > limit_bytes_ - total_) {
        state_ = State::too_large;
        return;
    }
    total_ += static_cast<std::size_t>(chunk_left_);
    step_ = chunk_left_ == 0 ? Step::trailer : Step::content;
}

void ChunkDecoder::read_trailer(char byte) {
    if (++trailer_bytes_ > head_bytes_max) {
        state_ = State::malformed;
    } else if (byte == '\n') {
        end_trailer_line();
    } else {
        trailer_line_ += byte;
    }
}

void ChunkDecoder::end_trailer_line() {
    std::string_view line = trailer_line_;
    bool sound = line.ends_with('\r');
    if (sound) line.remove_suffix(1);
    if (sound && line.empty()) {
        state_ = State::done;
        return;
    }
    auto const colon = line.find(':');
    sound = sound && colon != std::string_view::npos && is_token(line.substr(0, colon)) &&
            is_field_value(line.substr(colon + 1)) && ++trailer_fields_ <= fields_max;
    if (!sound) state_ = State::malformed;
    trailer_line_.clear();
}

} // namespace qc::http_server
