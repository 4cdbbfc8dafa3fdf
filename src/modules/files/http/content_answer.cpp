// SPDX-License-Identifier: Apache-2.0
#include "files/http/content_answer.hpp"

#include "core/text.hpp"
#include "http/errors.hpp"

#include <string_view>
#include <variant>

namespace qc::files {
namespace {

bool is_shown_inline(std::string_view mime_type) {
    return mime_type.starts_with("image/") || mime_type.starts_with("audio/") ||
           mime_type.starts_with("video/");
}

/// Weak comparison with a list of tags.
bool names_tag(std::string_view list, std::string_view tag) {
    while (!list.empty()) {
        auto const comma = list.find(',');
        auto one = trimmed(list.substr(0, comma));
        if (one == "*") return true;
        if (one.starts_with("W/")) one.remove_prefix(2);
        if (one == tag) return true;
        list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
    }
    return false;
}

http::Fields caching_fields(ContentFacts const& facts, std::string const& tag) {
    http::Fields fields;
    fields.emplace_back("ETag", tag);
    fields.emplace_back(
        "Cache-Control",
        facts.is_private ? "private, max-age=3600" : "public, max-age=31536000, immutable"
    );
    return fields;
}

void add_safety_fields(http::Response& response, ContentFacts const& facts) {
    auto& fields = response.headers;
    fields.emplace_back("Accept-Ranges", "bytes");
    fields.emplace_back(
        "Content-Disposition", is_shown_inline(facts.mime_type) ? "inline" : "attachment"
    );
    fields.emplace_back("Content-Security-Policy", "sandbox; default-src 'none'");
    fields.emplace_back("Cross-Origin-Resource-Policy", "cross-origin");
}

RangeAnswer
wanted_range(http::Request const& request, ContentFacts const& facts, std::string_view tag) {
    auto const field = request.headers.find("Range");
    if (!field) return WholeFile{};
    auto const only_if = request.headers.find("If-Range");
    if (only_if && *only_if != tag) return WholeFile{};
    return read_range(*field, facts.size_bytes);
}

std::string range_text(ByteRange const& range, std::int64_t size) {
    return "bytes " + std::to_string(range.first) + "-" + std::to_string(range.last()) + "/" +
           std::to_string(size);
}

} // namespace

ContentAnswer answer_for(http::Request const& request, ContentFacts const& facts) {
    auto const tag = "\"" + facts.sha256_hex + "\"";
    ContentAnswer answer;
    auto& response = answer.response;
    auto const known = request.headers.find("If-None-Match");
    if (known && names_tag(*known, tag)) {
        response.status = 304;
        response.headers = caching_fields(facts, tag);
        return answer;
    }
    auto const wanted = wanted_range(request, facts, tag);
    if (std::holds_alternative<NoSuchBytes>(wanted)) {
        response = http::problem(http::range_not_satisfiable, request);
        response.headers.emplace_back(
            "Content-Range", "bytes */" + std::to_string(facts.size_bytes)
        );
        return answer;
    }
    response.headers = caching_fields(facts, tag);
    response.content_type = facts.mime_type;
    add_safety_fields(response, facts);
    answer.range = ByteRange{0, facts.size_bytes};
    if (auto const* const part = std::get_if<ByteRange>(&wanted)) {
        response.status = 206;
        response.headers.emplace_back("Content-Range", range_text(*part, facts.size_bytes));
        answer.range = *part;
    }
    return answer;
}

} // namespace qc::files
