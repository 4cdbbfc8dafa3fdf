// SPDX-License-Identifier: Apache-2.0
#include "quests/application/search_cursor.hpp"

#include "crypto/base64.hpp"
#include "crypto/sha256.hpp"

#include <charconv>
#include <stdexcept>

namespace qc::quests {
namespace {

using crypto::KeyLabel;

/// The filters stay outside as associated bytes: they need no room in the cursor.
std::string associated(CursorScope const& scope) {
    auto const digest = crypto::sha256(crypto::bytes_of(scope.filters));
    std::string out = "quests.search ";
    out += sort_key_names[static_cast<std::size_t>(scope.order.key)].second;
    out += ' ';
    out += direction_names[static_cast<std::size_t>(scope.order.direction)].second;
    out += ' ';
    out += crypto::hex_encode(digest);
    return out;
}

std::string shortest(double value) {
    std::array<char, 32> digits{};
    auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    return {digits.data(), end};
}

} // namespace

std::string SearchCursors::seal(CursorScope const& scope, SearchPosition const& position) const {
    auto const plain = std::to_string(position.id.value) + ' ' + position.key;
    auto const bound = associated(scope);
    return crypto::base64url_encode(
        keys_.seal(KeyLabel::cursor, crypto::bytes_of(plain), crypto::bytes_of(bound), random_)
    );
}

std::optional<SearchPosition>
SearchCursors::open(CursorScope const& scope, std::string_view cursor) const {
    auto const sealed = crypto::base64url_decode(cursor);
    if (!sealed) return std::nullopt;
    auto const bound = associated(scope);
    auto const opened = keys_.open(KeyLabel::cursor, *sealed, crypto::bytes_of(bound));
    if (!opened) return std::nullopt;
    auto const plain = crypto::text_of(*opened);
    auto const space = plain.find(' ');
    SearchPosition position;
    auto const* const begin = plain.data();
    if (space == std::string_view::npos ||
        std::from_chars(begin, begin + space, position.id.value).ptr != begin + space) {
        return std::nullopt;
    }
    position.key = std::string(plain.substr(space + 1));
    return position;
}

SearchPosition position_of(SortKey key, QuestItem const& last) {
    switch (key) {
    case SortKey::created:
        return {to_rfc3339(last.created_at), last.id};
    case SortKey::cost:
        return {std::to_string(last.cost), last.id};
    case SortKey::rating:
        return {shortest(mean_rating(last.rating_sum, last.reviews_count)), last.id};
    case SortKey::name:
        return {last.name, last.id};
    case SortKey::relevance:
    case SortKey::distance:
        break;
    }
    throw std::logic_error("this order has no cursor");
}

} // namespace qc::quests
