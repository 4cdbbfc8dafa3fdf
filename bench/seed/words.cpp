// SPDX-License-Identifier: Apache-2.0
#include "seed/words.hpp"

#include <algorithm>

namespace qc::bench {
namespace {

constexpr std::array<std::string_view, 16> russian{
    "ба", "го", "ду", "жи", "за", "ко", "ли", "мо", "ну", "пи", "ра", "со", "ту", "фи", "ха", "ще"
};
constexpr std::array<std::string_view, 16> english{
    "ba", "co", "du", "fi", "ga", "jo", "ki", "lo", "mu", "ne", "pa", "ro", "su", "ti", "vo", "ze"
};

std::string invented(SplitMix64& random, bool in_russian) {
    auto const& syllables = in_russian ? russian : english;
    std::string word;
    auto const count = random.between(3, 4);
    for (int i = 0; i < count; ++i)
        word += syllables[static_cast<std::size_t>(random.between(0, 15))];
    // An ending that no stemmer takes away.
    return word + (in_russian ? "кс" : "x");
}

} // namespace

std::array<QueryWord, 15> const& query_words() {
    static constexpr std::array<QueryWord, 15> words{{
        {"lighthouse", 0.001},
        {"крепость", 0.001},
        {"алхимик", 0.001},
        {"smuggler", 0.005},
        {"подземелье", 0.005},
        {"трамвай", 0.005},
        {"cathedral", 0.01},
        {"сокровище", 0.01},
        {"призрак", 0.01},
        {"harbour", 0.02},
        {"обсерватория", 0.02},
        {"мельница", 0.02},
        {"labyrinth", 0.05},
        {"кремль", 0.05},
        {"часовня", 0.05},
    }};
    return words;
}

Vocabulary::Vocabulary(SplitMix64& random, std::size_t size) {
    double sum = 0;
    for (std::size_t rank = 1; rank <= size; ++rank) {
        words_.push_back(invented(random, rank % 5 < 3));
        sum += 1.0 / static_cast<double>(rank);
        cumulative_.push_back(sum);
    }
}

std::string const& Vocabulary::draw(SplitMix64& random) const {
    auto const at = random.unit() * cumulative_.back();
    auto const found = std::ranges::upper_bound(cumulative_, at);
    auto const index = static_cast<std::size_t>(found - cumulative_.begin());
    return words_[std::min(index, words_.size() - 1)];
}

std::string Vocabulary::description(SplitMix64& random) const {
    std::vector<std::string_view> words;
    auto const count = random.between(20, 60);
    for (int i = 0; i < count; ++i)
        words.push_back(draw(random));
    for (auto const& [text, frequency] : query_words()) {
        if (!random.chance(frequency)) continue;
        auto const at = random.between(0, static_cast<std::int64_t>(words.size()));
        words.insert(words.begin() + at, text);
    }
    std::string out;
    for (auto const word : words) {
        if (!out.empty()) out += ' ';
        out += word;
    }
    return out;
}

} // namespace qc::bench
