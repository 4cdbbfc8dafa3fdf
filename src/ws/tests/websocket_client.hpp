// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/raw_http.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace qc::ws {

struct Frame {
    int opcode = 0;
    std::string payload;

    /// Of a close frame; 1005 without one.
    [[nodiscard]] int code() const {
        if (payload.size() < 2) return 1005;
        return static_cast<unsigned char>(payload[0]) << 8 | static_cast<unsigned char>(payload[1]);
    }

    [[nodiscard]] std::string reason() const {
        return payload.size() < 2 ? std::string() : payload.substr(2);
    }
};

inline std::string bytes(std::initializer_list<int> values) {
    std::string out;
    for (int const value : values)
        out += static_cast<char>(value);
    return out;
}

/// `first` and `second` are the first two bytes without length; the mask is all zero, so the
/// payload stays readable.
inline std::string frame(int first, std::string_view payload, int masked = 0x80) {
    std::string out(1, static_cast<char>(first));
    auto const size = payload.size();
    if (size < 126) {
        out += static_cast<char>(masked | static_cast<int>(size));
    } else if (size < 65536) {
        out += static_cast<char>(masked | 126);
        out += static_cast<char>(size >> 8);
        out += static_cast<char>(size & 0xFF);
    } else {
        out += static_cast<char>(masked | 127);
        for (int shift = 56; shift >= 0; shift -= 8)
            out += static_cast<char>(size >> shift & 0xFF);
    }
    if (masked != 0) out += std::string(4, '\0');
    return out.append(payload);
}

inline std::string text_frame(std::string_view text) {
    return frame(0x81, text);
}

inline std::string close_frame(int code, std::string_view reason = {}) {
    return frame(0x88, bytes({code >> 8, code & 0xFF}).append(reason));
}

inline constexpr std::string_view sample_key = "dGhlIHNhbXBsZSBub25jZQ==";

inline std::string wish(std::string_view version = "13", std::string_view key = sample_key) {
    return "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: " +
           std::string(version) + "\r\nSec-WebSocket-Key: " + std::string(key) + "\r\n";
}

/// The other side of a WebSocket, which sends whatever bytes it is told to.
class WebSocketClient {
public:
    explicit WebSocketClient(test::RawHttp http, std::string_view name = "one")
        : http_(std::move(http)) {
        auto const answer = http_.request("GET", "/ws?" + std::string(name), wish());
        if (answer.status != 101) throw std::runtime_error("no WebSocket: " + answer.body);
    }

    void send(std::string_view bytes) { http_.send(bytes); }

    bool try_send(std::string_view bytes) { return http_.try_send(bytes); }

    Frame receive() {
        auto const head = http_.receive_bytes(2);
        if ((head[0] & 0x70) != 0 || (head[1] & 0x80) != 0) throw std::runtime_error("bad frame");
        auto size = static_cast<std::size_t>(head[1] & 0x7F);
        if (size >= 126) {
            auto const length = http_.receive_bytes(size == 126 ? 2 : 8);
            size = 0;
            for (char const byte : length)
                size = size << 8 | static_cast<unsigned char>(byte);
        }
        return {head[0] & 0x0F, http_.receive_bytes(size)};
    }

    bool closed_by_server() { return http_.closed_by_server(); }

private:
    test::RawHttp http_;
};

inline constexpr int text_opcode = 1;
inline constexpr int close_opcode = 8;
inline constexpr int ping_opcode = 9;
inline constexpr int pong_opcode = 10;

} // namespace qc::ws
