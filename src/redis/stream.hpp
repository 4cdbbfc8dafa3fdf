// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/task.hpp"
#include "redis/address.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

namespace qc::redis {

/// Bytes to and from a server, plain or over TLS. All failures are system_error.
class Stream {
public:
    virtual ~Stream() = default;

    /// Name resolution and TLS included; the certificate must be valid for the host.
    [[nodiscard]] virtual Task<void> connect(Address const& address) = 0;
    [[nodiscard]] virtual Task<std::size_t> read(std::span<char> into) = 0;
    [[nodiscard]] virtual Task<void> write(std::string_view bytes) = 0;

    /// Ends what waits.
    virtual void close() noexcept = 0;
};

[[nodiscard]] std::unique_ptr<Stream>
make_stream(boost::asio::any_io_executor const& executor, Address const& address);

} // namespace qc::redis
