// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "redis/codec.hpp"
#include "redis/options.hpp"
#include "redis/stream.hpp"

#include <array>
#include <stdexcept>

namespace qc::redis {

/// The other side is no Redis, or not one that serves us. The text is ours, without secrets.
class WireError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// One connection: answers in, commands out. Failures are system_error or WireError; after one it
/// is of no use. One reader and one writer at a time; outlives its tasks.
class Wire {
public:
    Wire(boost::asio::any_io_executor const& executor, Options const& options);

    /// Connects, signs in, chooses the database and waits for a first answer, all within the
    /// connect timeout.
    [[nodiscard]] Task<void> open();

    [[nodiscard]] Task<Reply> receive();
    [[nodiscard]] Task<void> send(std::string bytes);

    void close() noexcept { stream_->close(); }

private:
    [[nodiscard]] Task<void> greet();
    [[nodiscard]] Task<void> expect(std::string_view status, std::string_view what);

    Options const& options_;
    std::unique_ptr<Stream> stream_;
    Reader reader_;
    std::array<char, 16384> incoming_{};
};

/// Connects and hangs up again: whether a server is there and lets us in.
[[nodiscard]] Task<void> probe(Options options);

} // namespace qc::redis
