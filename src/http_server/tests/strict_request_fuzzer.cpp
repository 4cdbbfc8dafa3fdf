// SPDX-License-Identifier: Apache-2.0
#include "http_server/strict_request.hpp"

#include <cstdlib>

namespace {

using qc::http_server::HeadState;

constexpr std::string_view line_breaks("\r\n\0", 3);

void require(bool holds) {
    if (!holds) std::abort();
}

bool is_one_line(std::string_view text) {
    return text.find_first_of(line_breaks) == std::string_view::npos;
}

} // namespace

/// What is let in is one unambiguous request, and how its bytes arrive makes no difference.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const bytes(reinterpret_cast<char const*>(data), size);
    std::size_t scanned = 0;
    auto const whole = qc::http_server::scan_head(bytes, scanned);
    qc::http_server::HeadScan pieces;
    std::size_t scanned_pieces = 0;
    for (std::size_t i = 1; i <= size && pieces.state == HeadState::incomplete; ++i) {
        pieces = qc::http_server::scan_head(bytes.substr(0, i), scanned_pieces);
    }
    require(whole.state == pieces.state && whole.end == pieces.end);
    if (whole.state != HeadState::complete) return 0;
    auto const block = bytes.substr(whole.begin, whole.end - whole.begin);
    auto const head = qc::http_server::parse_head(block, {});
    if (head.refusal) return 0;
    require(head.request.path.starts_with('/') || head.request.path == "*");
    require(is_one_line(head.request.path) && is_one_line(head.request.query));
    for (auto const& [name, value] : head.request.headers.all()) {
        require(!name.empty() && is_one_line(name) && is_one_line(value));
    }
    bool const both = head.request.headers.find("Transfer-Encoding").has_value() &&
                      head.request.headers.find("Content-Length").has_value();
    require(!both);
    return 0;
}
