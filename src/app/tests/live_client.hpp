// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/raw_http.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace qc::app {

/// The other side of a live connection over a real socket. Pings of the server are answered.
class LiveClient {
public:
    struct Closed {
        int code = 0;
        std::string reason;
    };

    LiveClient(std::uint16_t port, std::string const& target, std::string const& token = {})
        : http_(port) {
        std::string lines = "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                            "Sec-WebSocket-Version: 13\r\n"
                            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        if (!token.empty()) lines += "Authorization: Bearer " + token + "\r\n";
        auto const answer = http_.request("GET", target, lines);
        if (answer.status != 101) throw std::runtime_error("no WebSocket: " + answer.body);
    }

    void send(std::string_view text) { write(1, text); }

    /// The next text frame; throws when the server closes instead.
    boost::json::value receive() {
        auto const frame = next();
        if (!frame) throw std::runtime_error("closed: " + closed_->reason);
        return boost::json::parse(*frame);
    }

    /// The next frame whose `key` has that value; what comes before is dropped.
    boost::json::value receive(std::string_view key, std::string_view value) {
        for (int i = 0; i < most_frames; ++i) {
            auto frame = receive();
            auto const* const found = frame.as_object().if_contains(key);
            if (found != nullptr && found->is_string() && found->as_string() == value) return frame;
        }
        throw std::runtime_error("no such frame");
    }

    /// Reads up to the close frame.
    Closed closed() {
        for (int i = 0; i < most_frames; ++i)
            if (!next()) return *closed_;
        throw std::runtime_error("still open");
    }

private:
    static constexpr int most_frames = 5'000;

    std::optional<std::string> next() {
        for (int i = 0; i < most_frames; ++i) {
            auto const head = http_.receive_bytes(2);
            auto const opcode = head[0] & 0x0F;
            auto size = static_cast<std::size_t>(head[1] & 0x7F);
            if (size >= 126) size = length(size == 126 ? 2 : 8);
            auto payload = http_.receive_bytes(size);
            if (opcode == 1) return payload;
            if (opcode == 9) write(10, payload);
            if (opcode != 8) continue;
            closed_ = Closed{
                static_cast<unsigned char>(payload.at(0)) << 8 |
                    static_cast<unsigned char>(payload.at(1)),
                payload.substr(2)
            };
            return std::nullopt;
        }
        throw std::runtime_error("only control frames");
    }

    std::size_t length(std::size_t bytes) {
        std::size_t size = 0;
        for (char const byte : http_.receive_bytes(bytes))
            size = size << 8U | static_cast<unsigned char>(byte);
        return size;
    }

    /// The mask is all zero, so the payload stays readable.
    void write(int opcode, std::string_view payload) {
        std::string out(1, static_cast<char>(0x80 | opcode));
        if (payload.size() < 126) {
            out += static_cast<char>(0x80 | static_cast<int>(payload.size()));
        } else {
            out += static_cast<char>(0x80 | 126);
            out += static_cast<char>(payload.size() >> 8U);
            out += static_cast<char>(payload.size() & 0xFFU);
        }
        http_.send(out.append(4, '\0').append(payload));
    }

    test::RawHttp http_;
    std::optional<Closed> closed_;
};

} // namespace qc::app
