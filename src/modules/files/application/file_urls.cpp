// SPDX-License-Identifier: Apache-2.0
#include "files/application/file_urls.hpp"

#include "crypto/base64.hpp"
#include "crypto/constant_time.hpp"
#include "files/domain/file_key.hpp"

#include <charconv>
#include <span>

namespace qc::files {
namespace {

constexpr std::chrono::hours lifetime{24};
/// 128 bits, 22 characters: URLs stay short and a MAC of that length cannot be guessed.
constexpr std::size_t mac_bytes = 16;

std::string signed_text(std::string_view key, std::string_view expires) {
    return std::string(key) + "\n" + std::string(expires);
}

std::optional<std::int64_t> seconds_of(std::string_view text) {
    std::int64_t seconds = 0;
    auto const* const end = text.data() + text.size();
    auto const [stop, problem] = std::from_chars(text.data(), end, seconds);
    if (problem != std::errc{} || stop != end) return std::nullopt;
    return seconds;
}

std::optional<std::string_view> below(std::string_view prefix, std::string_view url) {
    if (!url.starts_with(prefix)) return std::nullopt;
    url.remove_prefix(prefix.size());
    if (!url.starts_with('/')) return std::nullopt;
    return url.substr(1);
}

} // namespace

FileUrls::FileUrls(UrlPrefixes prefixes, crypto::KeyRing const& keys, Clock const& clock)
    : prefixes_(std::move(prefixes))
    , keys_(keys)
    , clock_(clock) {}

std::string FileUrls::public_url(std::string_view key) const {
    auto const& prefix = is_static_key(key) ? prefixes_.pictures : prefixes_.stored;
    return prefix + "/" + std::string(key);
}

std::string FileUrls::private_url(std::string_view key) const {
    auto const end = std::chrono::ceil<std::chrono::hours>(clock_.now() + lifetime);
    auto const expires = std::to_string(std::chrono::seconds(end.time_since_epoch()).count());
    auto const mac =
        keys_.hmac(crypto::KeyLabel::file_url, crypto::bytes_of(signed_text(key, expires)));
    auto const shown = crypto::base64url_encode(std::span(mac).first(mac_bytes));
    return public_url(key) + "?exp=" + expires + "&sig=" + shown;
}

std::string FileUrls::url(std::string_view key) const {
    return is_private_key(key) ? private_url(key) : public_url(key);
}

std::optional<std::string> FileUrls::key_of(std::string_view url) const {
    url = url.substr(0, url.find_first_of("?#"));
    auto key = below(prefixes_.stored, url);
    if (!key) key = below(prefixes_.pictures, url);
    if (!key || !is_well_formed_key(*key)) return std::nullopt;
    return std::string(*key);
}

bool FileUrls::may_read(std::string_view key, std::optional<Signature> const& signature) const {
    if (!is_private_key(key)) return true;
    if (!signature) return false;
    auto const expires = seconds_of(signature->expires);
    auto const mac = crypto::base64url_decode(signature->mac);
    if (!expires || !mac || mac->size() != mac_bytes) return false;
    auto const text = signed_text(key, signature->expires);
    auto const right = keys_.hmac(crypto::KeyLabel::file_url, crypto::bytes_of(text));
    if (!crypto::constant_time_equal(std::span(right).first(mac_bytes), *mac)) return false;
    return clock_.now().time_since_epoch() < std::chrono::seconds{*expires};
}

} // namespace qc::files
