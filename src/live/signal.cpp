// SPDX-License-Identifier: Apache-2.0
#include "live/signal.hpp"

#include <charconv>
#include <vector>

namespace qc::live {
namespace {

constexpr std::size_t longest = 200;
constexpr std::size_t fields = 7;

template <class Number>
std::optional<Number> number(std::string_view text) {
    Number value{};
    auto const* const end = text.data() + text.size();
    auto const [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stop != end) return std::nullopt;
    return value;
}

/// An empty field is an absent value; false when it is neither that nor one that `parse` takes.
template <class T, class Parse>
bool read(std::string_view text, std::optional<T>& out, Parse parse) {
    if (text.empty()) return true;
    auto const value = parse(text);
    if (!value) return false;
    out = T{*value};
    return true;
}

std::vector<std::string_view> split(std::string_view line) {
    std::vector<std::string_view> out;
    for (std::size_t start = 0; out.size() <= fields;) {
        auto const end = line.find(' ', start);
        out.push_back(line.substr(start, end - start));
        if (end == std::string_view::npos) break;
        start = end + 1;
    }
    return out;
}

} // namespace

std::string encode(Signal const& signal) {
    std::string line = std::to_string(static_cast<int>(signal.kind));
    line += ' ';
    if (signal.user) line += signal.user->text();
    line += ' ';
    if (signal.chat) line += std::to_string(signal.chat->value);
    line += ' ';
    if (signal.run) line += signal.run->text();
    line += ' ';
    if (signal.subject) line += signal.subject->text();
    line += ' ' + std::to_string(signal.id) + (signal.active ? " 1" : " 0");
    return line;
}

std::optional<Signal> decode(std::string_view line) {
    if (line.size() > longest) return std::nullopt;
    auto const part = split(line);
    if (part.size() != fields) return std::nullopt;
    auto const kind = number<std::uint8_t>(part[0]);
    auto const id = number<std::int64_t>(part[5]);
    if (!kind || *kind >= kinds || !id || (part[6] != "0" && part[6] != "1")) return std::nullopt;
    Signal signal{.kind = static_cast<Kind>(*kind), .id = *id, .active = part[6] == "1"};
    bool const complete = read(part[1], signal.user, Uuid::parse) &&
                          read(part[2], signal.chat, number<std::int32_t>) &&
                          read(part[3], signal.run, Uuid::parse) &&
                          read(part[4], signal.subject, Uuid::parse);
    if (!complete) return std::nullopt;
    return signal;
}

} // namespace qc::live
