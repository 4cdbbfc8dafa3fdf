// SPDX-License-Identifier: Apache-2.0
#include "osm/source_key.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <stdexcept>

namespace qc::osm {
namespace {

bool plain(std::string_view text, std::string_view allowed) {
    return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}

std::string shortened(std::string const& id) {
    for (std::string_view const type : {"node/", "way/", "relation/"}) {
        if (id.starts_with(type) && plain(std::string_view(id).substr(type.size()), "0123456789")) {
            return id.substr(0, 1) + id.substr(type.size());
        }
    }
    return id;
}

/// Ids that could be mistaken for a list, or that would not survive as text, go by their digest.
bool listable(std::string_view id) {
    return plain(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:");
}

} // namespace

std::string digest_hex(std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr) !=
        1) {
        throw std::runtime_error("SHA-256 is not available");
    }
    std::string hex;
    for (unsigned i = 0; i < length; ++i) {
        constexpr std::string_view digits = "0123456789abcdef";
        hex += digits[digest[i] >> 4U];
        hex += digits[digest[i] & 15U];
    }
    return hex;
}

std::string position_text(Position const& position) {
    std::array<char, 64> text{};
    auto const written = std::snprintf(
        text.data(), text.size(), "%.7f %.7f;", position.latitude, position.longitude
    );
    return {text.data(), static_cast<std::size_t>(written)};
}

std::string source_of_ids(std::vector<std::string> ids) {
    std::ranges::sort(ids);
    bool const list = std::ranges::all_of(ids, listable);
    std::string joined;
    std::string full;
    for (auto const& id : ids) {
        joined += (joined.empty() ? "osm:" : ",") + shortened(id);
        full += std::to_string(id.size()) + ":" + id;
    }
    if (list && joined.size() <= max_source_length) return joined;
    return "osm:sha256:" + digest_hex(full);
}

std::string source_of_line(std::vector<Position> const& line) {
    std::string text;
    for (auto const& position : line)
        text += position_text(position);
    return "gpx:sha256:" + digest_hex(text);
}

} // namespace qc::osm
