// SPDX-License-Identifier: Apache-2.0
#include "audit/application/chain.hpp"

#include <array>
#include <span>

namespace qc::audit {
namespace {

/// Another encoding gets another name, so that the hash of one is never that of the other.
constexpr std::string_view encoding = "questcity audit 1";

class Encoder {
public:
    void number(std::int64_t value) {
        auto left = static_cast<std::uint64_t>(value);
        std::array<std::uint8_t, 8> bytes{};
        for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte, left >>= 8U)
            *byte = static_cast<std::uint8_t>(left);
        hash_.update(bytes);
    }

    void bytes(crypto::ByteView value) {
        number(static_cast<std::int64_t>(value.size()));
        hash_.update(value);
    }

    void text(std::string_view value) { bytes(crypto::bytes_of(value)); }

    /// -1 where a length would stand is no value, which differs from an empty one.
    void absent() { number(-1); }

    [[nodiscard]] crypto::Bytes finish() {
        auto const digest = hash_.finish();
        return {digest.begin(), digest.end()};
    }

private:
    crypto::Sha256 hash_;
};

} // namespace

crypto::Bytes first_prev_hash() {
    return crypto::Bytes(crypto::Digest{}.size());
}

crypto::Bytes hash_of(crypto::Bytes const& prev_hash, std::int64_t seq, StoredEntry const& entry) {
    Encoder encoder;
    encoder.text(encoding);
    encoder.bytes(prev_hash);
    encoder.number(seq);
    encoder.number(entry.id);
    if (entry.actor_id)
        encoder.bytes(entry.actor_id->value.bytes());
    else
        encoder.absent();
    encoder.text(entry.action);
    encoder.text(entry.object_type);
    encoder.text(entry.object_id);
    encoder.text(entry.data);
    if (entry.ip)
        encoder.text(*entry.ip);
    else
        encoder.absent();
    encoder.number(entry.created_at.time_since_epoch().count());
    return encoder.finish();
}

std::vector<Seal> seals_of(Head const& head, std::vector<StoredEntry> const& entries) {
    std::vector<Seal> seals;
    seals.reserve(entries.size());
    auto const* last = &head.hash;
    auto seq = head.seq;
    for (auto const& entry : entries) {
        ++seq;
        seals.push_back({entry.id, seq, *last, hash_of(*last, seq, entry)});
        last = &seals.back().hash;
    }
    return seals;
}

} // namespace qc::audit
