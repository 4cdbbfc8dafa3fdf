// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct redisReader;

namespace qc::redis {

/// The words of one command.
using Command = std::vector<std::string>;

/// As it goes over the wire.
[[nodiscard]] std::string encoded(Command const& command);

/// One answer (RESP2).
struct Reply {
    enum class Kind { text, list, integer, nil, status, error };

    Kind kind = Kind::nil;
    std::int64_t integer = 0;
    /// Of texts, statuses and errors.
    std::string text;
    std::vector<Reply> elements;
};

/// The upper-case word at the beginning of an error. The rest may repeat what we sent.
[[nodiscard]] std::string error_code_of(std::string_view error);

/// Cuts the bytes of a connection into answers. Trusts nobody: what is no answer, is longer than
/// 64 KiB or has a list of more than 64 elements ends it for good.
class Reader {
public:
    Reader();
    ~Reader();
    Reader(Reader const&) = delete;
    Reader& operator=(Reader const&) = delete;

    /// False when the connection is of no use any more.
    [[nodiscard]] bool feed(std::string_view bytes);

    /// The next complete answer; look at broken() when there is none.
    [[nodiscard]] std::optional<Reply> next();

    [[nodiscard]] bool broken() const noexcept { return broken_; }

private:
    std::unique_ptr<redisReader, void (*)(redisReader*)> reader_;
    bool broken_ = false;
};

} // namespace qc::redis
