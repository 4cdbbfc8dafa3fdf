// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "seed/splitmix64.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace qc::bench {

/// A word that is put into a known share of all descriptions.
struct QueryWord {
    std::string_view text;
    double frequency;
};

[[nodiscard]] std::array<QueryWord, 15> const& query_words();

/// Invented words, three of five Russian, drawn by Zipf's law.
class Vocabulary {
public:
    explicit Vocabulary(SplitMix64& random, std::size_t size = 3000);

    [[nodiscard]] std::string const& draw(SplitMix64& random) const;

    /// 20 to 60 words, and the query words as often as they are due.
    [[nodiscard]] std::string description(SplitMix64& random) const;

private:
    std::vector<std::string> words_;
    std::vector<double> cumulative_;
};

} // namespace qc::bench
