// SPDX-License-Identifier: Apache-2.0
#include "http/target.hpp"

namespace qc::http {
namespace {

int hex_digit(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

} // namespace

std::string percent_decoded(std::string_view text, PlusSign plus) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus == PlusSign::space) {
            decoded += ' ';
            continue;
        }
        if (text[i] == '%' && i + 2 < text.size()) {
            auto const high = hex_digit(text[i + 1]);
            auto const low = hex_digit(text[i + 2]);
            if (high >= 0 && low >= 0) {
                decoded += static_cast<char>(high * 16 + low);
                i += 2;
                continue;
            }
        }
        decoded += text[i];
    }
    return decoded;
}

Fields pairs_of(std::string_view urlencoded) {
    Fields pairs;
    while (!urlencoded.empty()) {
        auto const end = urlencoded.find('&');
        auto const pair = urlencoded.substr(0, end);
        urlencoded = end == std::string_view::npos ? "" : urlencoded.substr(end + 1);
        if (pair.empty()) continue;
        auto const equals = pair.find('=');
        auto const value = equals == std::string_view::npos ? "" : pair.substr(equals + 1);
        pairs.emplace_back(
            percent_decoded(pair.substr(0, equals), PlusSign::space),
            percent_decoded(value, PlusSign::space)
        );
    }
    return pairs;
}

} // namespace qc::http
