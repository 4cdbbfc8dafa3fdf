// SPDX-License-Identifier: Apache-2.0
#include "app/setting_text.hpp"

#include "contract/decode.hpp"
#include "http_server/client_address.hpp"

#include <algorithm>

namespace qc::app {

std::string check_absolute_url(std::string const& text) {
    bool const scheme = text.starts_with("http://") || text.starts_with("https://");
    auto const host = scheme ? text.substr(text.find("://") + 3) : std::string();
    if (host.empty() || host.front() == '/' || host.find_first_of(" ?#@") != std::string::npos) {
        return "must be an absolute http or https URL";
    }
    if (text.back() == '/') return "must not end with a slash";
    return {};
}

std::string check_address(std::string const& text) {
    if (http_server::IpAddress::parse(text)) return {};
    return "must be an IP address, such as 127.0.0.1 or 0.0.0.0";
}

std::string check_secret(std::string const& text) {
    constexpr std::size_t least_bytes = 32;
    constexpr long least_distinct = 8;
    if (text.size() < least_bytes)
        return "must have at least 32 bytes; openssl rand -hex 32 makes one";
    auto sorted = text;
    std::ranges::sort(sorted);
    auto const distinct = std::ranges::unique(sorted).begin() - sorted.begin();
    if (distinct < least_distinct)
        return "is too easy to guess; openssl rand -hex 32 makes a good one";
    return {};
}

std::string checked_elsewhere(Settings&, std::string const&) {
    return {};
}

std::string read_integer(std::string const& text, Bounds bounds, long& out) {
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc{} || end != text.data() + text.size() || out < bounds.least ||
        out > bounds.most) {
        return "must be an integer from " + std::to_string(bounds.least) + " to " +
               std::to_string(bounds.most);
    }
    return {};
}

std::string read_switch(std::string const& text, bool& out) {
    bool const on = text == "true" || text == "1" || text == "yes" || text == "on";
    bool const off = text == "false" || text == "0" || text == "no" || text == "off";
    if (!on && !off) return "must be true or false";
    out = on;
    return {};
}

std::vector<std::string> split_list(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        auto const end = std::min(text.find(','), text.size());
        auto const part = text.substr(0, end);
        auto const first = part.find_first_not_of(' ');
        if (first != std::string_view::npos) {
            parts.emplace_back(part.substr(first, part.find_last_not_of(' ') - first + 1));
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

std::string read_list(std::string const& text, std::vector<std::string>& out) {
    out.clear();
    if (!text.empty() && text.front() == '[') {
        contract::Problems problems;
        auto const tree = contract::parse_json(text, problems);
        auto list = tree ? contract::decode<std::vector<std::string>>(
                               *tree, contract::Place("value"), problems
                           )
                         : std::nullopt;
        if (!list || !problems.empty()) return "must be a JSON list of strings";
        out = std::move(*list);
        return {};
    }
    out = split_list(text);
    return {};
}

} // namespace qc::app
