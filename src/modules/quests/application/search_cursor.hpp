// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/random.hpp"
#include "crypto/key_ring.hpp"
#include "quests/application/search_queries.hpp"

namespace qc::quests {

/// What a cursor belongs to; with another query it does not open.
struct CursorScope {
    SearchOrder order;
    /// canonical() of the filters.
    std::string_view filters;
};

/// Positions in lists as opaque texts, encrypted and authenticated, so that they neither tell nor
/// accept anything but what the server has shown.
class SearchCursors {
public:
    SearchCursors(crypto::KeyRing const& keys, Random& random) : keys_(keys), random_(random) {}

    [[nodiscard]] std::string seal(CursorScope const& scope, SearchPosition const& position) const;

    /// Nullopt when the text was changed, is of another query or of an unknown secret.
    [[nodiscard]] std::optional<SearchPosition>
    open(CursorScope const& scope, std::string_view cursor) const;

private:
    crypto::KeyRing const& keys_;
    Random& random_;
};

/// Where the list goes on behind `last`.
[[nodiscard]] SearchPosition position_of(SortKey key, QuestItem const& last);

} // namespace qc::quests
