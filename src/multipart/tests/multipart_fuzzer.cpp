// SPDX-License-Identifier: Apache-2.0
#include "multipart/multipart.hpp"

#include <cstdint>
#include <cstdlib>

/// The first line of the input is a Content-Type, the rest a body.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const input(reinterpret_cast<char const*>(data), size);
    auto const end = input.find('\n');
    auto const boundary = qc::multipart::boundary_of(input.substr(0, end));
    if (!boundary || end == std::string_view::npos) return 0;
    auto const parts = qc::multipart::parse(input.substr(end + 1), *boundary);
    if (!parts) return 0;
    for (auto const& part : *parts) {
        if (part.name.empty() || part.content.size() > size) std::abort();
    }
    return 0;
}
