// SPDX-License-Identifier: Apache-2.0
#include "authentication/domain/language.hpp"

#include "core/text.hpp"

#include <array>
#include <charconv>

namespace qc::authentication {
namespace {

constexpr std::array<std::string_view, 3> known{"en", "es", "ru"};

/// The q of ";q=0.8"; 1 when there is none, 0 when it is malformed.
double weight_of(std::string_view parameters) {
    auto const q = parameters.find("q=");
    if (q == std::string_view::npos) return 1;
    auto const digits = parameters.substr(q + 2);
    double weight = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), weight);
    return weight;
}

} // namespace

std::string preferred_language(std::string_view accept_language) {
    std::string best = "en";
    double best_weight = 0;
    while (!accept_language.empty()) {
        auto const comma = accept_language.find(',');
        auto const range = ascii_lower(accept_language.substr(0, comma));
        accept_language.remove_prefix(
            comma == std::string_view::npos ? accept_language.size() : comma + 1
        );
        auto const primary = trimmed(std::string_view(range)).substr(0, 2);
        auto const after = trimmed(std::string_view(range)).substr(primary.size());
        bool const whole = after.empty() || after.front() == '-' || after.front() == ';';
        auto const weight = weight_of(after);
        for (auto const language : known) {
            if (whole && primary == language && weight > best_weight) {
                best = language;
                best_weight = weight;
            }
        }
    }
    return best;
}

} // namespace qc::authentication
