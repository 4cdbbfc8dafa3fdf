// SPDX-License-Identifier: Apache-2.0
#include "quests/domain/search_text.hpp"

#include "core/text.hpp"
#include "quests/domain/errors.hpp"

namespace qc::quests {
namespace {

constexpr std::string_view white = " \t\r\n";

struct Term {
    std::string text;
    bool excluded = false;
    bool phrase = false;
};

/// Cuts the next term off `rest`, which begins with something else than white space.
Term next_term(std::string_view& rest) {
    Term term;
    if (rest.front() == '-') {
        term.excluded = true;
        rest.remove_prefix(1);
    }
    term.phrase = !rest.empty() && rest.front() == '"';
    if (term.phrase) rest.remove_prefix(1);
    auto const end = term.phrase ? rest.find('"') : rest.find_first_of(" \t\r\n\"");
    term.text = std::string(rest.substr(0, end));
    rest.remove_prefix(std::min(rest.size(), end));
    if (term.phrase && !rest.empty()) rest.remove_prefix(1);
    return term;
}

/// Quoted for to_tsquery: several words in one quotation become a phrase.
std::string quoted(std::string_view text) {
    std::string out = "'";
    for (char const c : text) {
        if (c == '\'' || c == '\\') out += c;
        out += c;
    }
    return out + "'";
}

std::string written(Term const& term, bool last) {
    std::string out = term.excluded ? "!" : "";
    out += quoted(term.text);
    if (last && !term.excluded && !term.phrase) out += ":*";
    return out;
}

Error too_long(std::size_t length) {
    Error error{&search_term_too_long};
    error.message = "Search term too long: " + std::to_string(length) + " characters (max " +
                    std::to_string(max_search_length) + ")";
    return std::move(error)
        .with("length", static_cast<std::int64_t>(length))
        .with("max", static_cast<std::int64_t>(max_search_length));
}

Error invalid(std::string_view reason) {
    Error error{&invalid_search_term};
    error.message = "Invalid search term: " + std::string(reason);
    return error;
}

} // namespace

Result<std::optional<std::string>> search_query(std::string_view typed) {
    auto const length = code_points(typed);
    if (length > max_search_length) return too_long(length);
    if (has_control(typed, "\t\r\n")) return invalid("control characters are not allowed");
    std::string out;
    auto rest = trimmed(typed);
    while (!rest.empty()) {
        auto const start = rest.find_first_not_of(white);
        if (start == std::string_view::npos) break;
        rest.remove_prefix(start);
        auto const term = next_term(rest);
        if (trimmed(term.text).empty()) continue;
        if (!out.empty()) out += " & ";
        out += written(term, rest.empty());
    }
    if (out.empty()) return std::optional<std::string>();
    return std::optional<std::string>(std::move(out));
}

} // namespace qc::quests
