// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace qc::http_server {

/// Takes a chunked body apart as it arrives (RFC 9112 7.1). Trailer fields are checked and
/// dropped.
class ChunkDecoder {
public:
    enum class State { more, done, malformed, too_large };

    /// Bodies of more than `limit_bytes` are too_large as soon as a chunk size says so.
    explicit ChunkDecoder(std::size_t limit_bytes) : limit_bytes_(limit_bytes) {}

    /// Appends content to `body` and returns how many bytes of `received` are used up; fewer
    /// than all only when the state is no longer `more`.
    std::size_t feed(std::string_view received, std::string& body);

    [[nodiscard]] State state() const noexcept { return state_; }

private:
    enum class Step { size, extension, size_feed, content, content_return, content_feed, trailer };

    void step(char byte);
    void read_size(char byte);
    void read_extension(char byte);
    void end_size();
    void read_trailer(char byte);
    void end_trailer_line();
    void expect(char byte, char wanted, Step next);
    std::size_t take_content(std::string_view received, std::string& body);

    std::size_t limit_bytes_;
    std::size_t total_ = 0;
    State state_ = State::more;
    Step step_ = Step::size;
    std::uint64_t chunk_left_ = 0;
    std::size_t size_digits_ = 0;
    std::size_t extension_bytes_ = 0;
    std::size_t all_extension_bytes_ = 0;
    std::string trailer_line_;
    std::size_t trailer_bytes_ = 0;
    std::size_t trailer_fields_ = 0;
};

} // namespace qc::http_server
