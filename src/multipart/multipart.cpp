// SPDX-License-Identifier: Apache-2.0
#include "multipart/multipart.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <map>

namespace qc::multipart {
namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::size_t boundary_bytes_max = 70;

using Parameters = std::map<std::string, std::string, std::less<>>;

tl::unexpected<Malformed> malformed(char const* sentence) {
    return tl::unexpected<Malformed>(sentence);
}

bool is_token(std::string_view text) {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::ranges::all_of(text, [&](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               marks.find(c) != std::string_view::npos;
    });
}

std::string_view without_blanks(std::string_view text) {
    auto const first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Reads a quoted string behind its first quote; `text` then starts behind the last one.
std::optional<std::string> take_quoted(std::string_view& text) {
    std::string value;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"') {
            text.remove_prefix(i + 1);
            return value;
        }
        // Only quotes and backslashes are escaped: old browsers send whole Windows paths.
        bool const escapes =
            text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == '"' || text[i + 1] == '\\');
        if (escapes) ++i;
        value += text[i];
    }
    return std::nullopt;
}

std::string_view take_token(std::string_view& text) {
    auto const value = without_blanks(text.substr(0, text.find(';')));
    text.remove_prefix(std::min(text.find(';'), text.size()));
    return value;
}

/// `; name=value` pairs; nullopt when malformed or when a name comes twice.
std::optional<Parameters> parameters_of(std::string_view text) {
    Parameters parameters;
    for (text = without_blanks(text); !text.empty(); text = without_blanks(text)) {
        auto const equals = text.find('=');
        if (text.front() != ';' || equals == std::string_view::npos) return std::nullopt;
        auto const name = without_blanks(text.substr(1, equals - 1));
        text.remove_prefix(equals + 1);
        if (!is_token(name)) return std::nullopt;
        std::optional<std::string> value;
        if (text.starts_with('"')) {
            text.remove_prefix(1);
            value = take_quoted(text);
        } else if (auto const token = take_token(text); is_token(token)) {
            value = token;
        }
        if (!value) return std::nullopt;
        if (!parameters.emplace(ascii_lower(name), std::move(*value)).second) return std::nullopt;
    }
    return parameters;
}

/// Undoes what the HTML standard does to quotes and line ends in names.
std::string html_decoded(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const code = ascii_lower(text.substr(i, 3));
        char const plain = code == "%22" ? '"' : code == "%0d" ? '\r' : code == "%0a" ? '\n' : '\0';
        out += plain == '\0' ? text[i] : plain;
        if (plain != '\0') i += 2;
    }
    return out;
}

struct PartHeader {
    Part part;
    bool has_disposition = false;
    bool has_type = false;
};

tl::expected<void, Malformed> read_disposition(std::string_view value, PartHeader& header) {
    auto rest = value;
    if (header.has_disposition || ascii_lower(take_token(rest)) != "form-data") {
        return malformed("A part needs one Content-Disposition of form-data.");
    }
    auto parameters = parameters_of(rest);
    if (!parameters || !parameters->contains("name")) {
        return malformed("A Content-Disposition needs one name.");
    }
    header.has_disposition = true;
    header.part.name = html_decoded(parameters->at("name"));
    if (auto const file = parameters->find("filename"); file != parameters->end()) {
        header.part.filename = html_decoded(file->second);
    }
    return {};
}

tl::expected<void, Malformed> read_field(std::string_view line, PartHeader& header) {
    auto const colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
        return malformed("A header line of a part is malformed.");
    }
    auto const name = ascii_lower(line.substr(0, colon));
    auto const value = without_blanks(line.substr(colon + 1));
    if (name == "content-disposition") return read_disposition(value, header);
    if (name == "content-type") {
        if (header.has_type) return malformed("A part has two types.");
        header.has_type = true;
        header.part.content_type = value;
    }
    if (name == "content-transfer-encoding") {
        auto const coding = ascii_lower(value);
        if (coding != "binary" && coding != "8bit" && coding != "7bit") {
            return malformed("Transfer encodings of parts are not supported.");
        }
    }
    return {};
}

tl::expected<Part, Malformed> read_header(std::string_view block, Limits const& limits) {
    PartHeader header;
    while (!block.empty()) {
        auto const end = block.find(line_end);
        auto const line = block.substr(0, end);
        if (line.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos) {
            return malformed("A header line of a part is malformed.");
        }
        if (auto const read = read_field(line, header); !read) return tl::unexpected(read.error());
        block.remove_prefix(end == std::string_view::npos ? block.size() : end + line_end.size());
    }
    if (!header.has_disposition) return malformed("A part has no Content-Disposition.");
    if (header.part.name.empty() || header.part.name.size() > limits.name_bytes) {
        return malformed("The name of a part is empty or too long.");
    }
    if (!header.has_type) header.part.content_type = "text/plain";
    return std::move(header.part);
}

/// Takes one part behind its delimiter line; `rest` then starts behind the next delimiter.
tl::expected<Part, Malformed>
take_part(std::string_view& rest, std::string_view delimiter, Limits const& limits) {
    auto const window = rest.substr(0, limits.header_bytes);
    auto const header_end = window.find("\r\n\r\n");
    if (header_end == std::string_view::npos) {
        return malformed("The header of a part has no end or is too long.");
    }
    auto part = read_header(rest.substr(0, header_end), limits);
    if (!part) return part;
    auto const content = header_end + 4;
    auto const end = rest.find(delimiter, content);
    if (end == std::string_view::npos) return malformed("The last boundary is missing.");
    part->content = rest.substr(content, end - content);
    rest.remove_prefix(end + delimiter.size());
    return part;
}

} // namespace

std::optional<std::string> boundary_of(std::string_view content_type) {
    auto rest = content_type;
    if (ascii_lower(take_token(rest)) != "multipart/form-data") return std::nullopt;
    auto const parameters = parameters_of(rest);
    if (!parameters || !parameters->contains("boundary")) return std::nullopt;
    auto const& boundary = parameters->at("boundary");
    constexpr std::string_view allowed = "0123456789abcdefghijklmnopqrstuvwxyz"
                                         "ABCDEFGHIJKLMNOPQRSTUVWXYZ'()+_,-./:=? ";
    bool const sound = !boundary.empty() && boundary.size() <= boundary_bytes_max &&
                       boundary.find_first_not_of(allowed) == std::string::npos &&
                       boundary.back() != ' ';
    return sound ? std::optional(boundary) : std::nullopt;
}

Parts parse(std::string_view body, std::string_view boundary, Limits const& limits) {
    auto const delimiter = std::string("\r\n--").append(boundary);
    auto const opening = std::string_view(delimiter).substr(line_end.size());
    if (!body.starts_with(opening)) return malformed("The body does not start with its boundary.");
    auto rest = body.substr(opening.size());
    std::vector<Part> parts;
    while (!rest.starts_with("--")) {
        if (!rest.starts_with(line_end)) return malformed("A boundary line is malformed.");
        if (parts.size() == limits.parts) return malformed("The form has too many parts.");
        rest.remove_prefix(line_end.size());
        auto part = take_part(rest, delimiter, limits);
        if (!part) return tl::unexpected(std::move(part).error());
        parts.push_back(std::move(*part));
    }
    rest.remove_prefix(2);
    if (!rest.empty() && rest != line_end) return malformed("There is text behind the form.");
    return parts;
}

} // namespace qc::multipart
