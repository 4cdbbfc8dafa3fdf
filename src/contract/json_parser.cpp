// SPDX-License-Identifier: Apache-2.0
#include "contract/json.hpp"
#include "contract/tree_builder.hpp"

#include <boost/json/basic_parser_impl.hpp>

#include <limits>

namespace qc::contract {
namespace {

constexpr std::size_t max_depth = 32;

boost::json::parse_options strict_options() {
    boost::json::parse_options options;
    options.max_depth = max_depth;
    // Bytes inside texts are judged by TreeBuilder, which knows the place of the text.
    options.allow_invalid_utf8 = true;
    return options;
}

Problem malformed(std::string_view root, std::size_t offset) {
    return {
        {std::string(root), static_cast<std::int64_t>(offset)}, "JSON decode error", "json_invalid"
    };
}

} // namespace

std::optional<Json>
parse_json(std::string_view bytes, Problems& problems, ParseLimits const& limits) {
    boost::json::basic_parser<TreeBuilder> parser(strict_options(), limits);
    boost::system::error_code error;
    auto const offset = parser.write_some(false, bytes.data(), bytes.size(), error);
    auto& builder = parser.handler();
    if (error == boost::json::error::exponent_overflow) {
        builder.report_here("Number is out of range");
    } else if (builder.too_many_values()) {
        builder.report_here("Too many values");
    } else if (error || offset < bytes.size()) {
        problems.add(malformed(limits.root, offset));
        return std::nullopt;
    }
    builder.move_problems_to(problems);
    if (error) return std::nullopt;
    return builder.take_root();
}

std::optional<Json>
parse_body(std::string_view bytes, Problems& problems, ParseLimits const& limits) {
    if (bytes.empty()) return Json(Json::Object{});
    return parse_json(bytes, problems, limits);
}

Result<Json> parse_body(std::string_view bytes, ParseLimits const& limits) {
    Problems problems;
    auto tree = parse_body(bytes, problems, limits);
    if (!problems.empty()) return problems.error();
    return *std::move(tree);
}

} // namespace qc::contract
