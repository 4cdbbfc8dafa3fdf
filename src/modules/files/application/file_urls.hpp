// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "crypto/key_ring.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace qc::files {

/// Absolute prefixes without trailing slash.
struct UrlPrefixes {
    /// FILES_PUBLIC_URL.
    std::string stored;
    /// <APP_PUBLIC_URL>/api/v1/files, whatever the store is: default pictures are served here.
    std::string pictures;
};

/// The query of a signed URL.
struct Signature {
    std::string expires;
    std::string mac;
};

/// Keys to URLs and back.
class FileUrls {
public:
    FileUrls(UrlPrefixes prefixes, crypto::KeyRing const& keys, Clock const& clock);

    [[nodiscard]] std::string public_url(std::string_view key) const;

    /// Signed for 24 h, rounded up to the hour so that the same URL repeats and caches work.
    [[nodiscard]] std::string private_url(std::string_view key) const;

    /// Whichever of the two the key needs.
    [[nodiscard]] std::string url(std::string_view key) const;

    /// The well-formed key in a URL of this store; its query does not matter.
    [[nodiscard]] std::optional<std::string> key_of(std::string_view url) const;

    /// Whether the key is public, or the signature is right and has not expired.
    [[nodiscard]] bool
    may_read(std::string_view key, std::optional<Signature> const& signature) const;

private:
    UrlPrefixes prefixes_;
    crypto::KeyRing const& keys_;
    Clock const& clock_;
};

} // namespace qc::files
