// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"

#include <cstddef>
#include <functional>
#include <list>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace qc::resilience {

/// Lets a table keyed by std::string be searched with a std::string_view.
struct TextHash {
    using is_transparent = void;

    [[nodiscard]] std::size_t operator()(std::string_view text) const noexcept {
        return std::hash<std::string_view>{}(text);
    }
};

struct LruOptions {
    std::size_t max_size = 0;
    /// Counted from put(); reading does not prolong it.
    Clock::Steady::duration max_age = Clock::Steady::duration::max();
};

/// A bounded cache: the least recently used entry makes room, old entries are not shown. Belongs to
/// one thread.
template <class Key, class Value, class Hash = std::hash<Key>, class Equal = std::equal_to<>>
class Lru {
public:
    Lru(LruOptions options, Clock const& clock) : options_(options), clock_(clock) {}

    /// Null when absent or too old. Valid until the next call of put, erase or clear.
    template <class Lookup>
    [[nodiscard]] Value* find(Lookup const& key) {
        return find(key, options_.max_age);
    }

    /// The same for a reader that wants fresher entries than the cache keeps.
    template <class Lookup>
    [[nodiscard]] Value* find(Lookup const& key, Clock::Steady::duration max_age) {
        auto const found = index_.find(key);
        if (found == index_.end()) return nullptr;
        auto const entry = found->second;
        auto const age = clock_.steady() - entry->stored_at;
        if (age > options_.max_age) {
            index_.erase(found);
            entries_.erase(entry);
            return nullptr;
        }
        if (age > max_age) return nullptr;
        entries_.splice(entries_.begin(), entries_, entry);
        return &entry->value;
    }

    /// Adds or replaces. Keeps nothing when the maximum size is 0.
    void put(Key key, Value value) { put(std::move(key), std::move(value), clock_.steady()); }

    /// The same for what was true at `as_of`: the age of what took long to read counts from there.
    void put(Key key, Value value, Clock::Steady as_of) {
        if (options_.max_size == 0) return;
        erase(key);
        if (index_.size() >= options_.max_size) {
            index_.erase(entries_.back().key);
            entries_.pop_back();
        }
        entries_.push_front(Entry{key, std::move(value), as_of});
        index_.emplace(std::move(key), entries_.begin());
    }

    template <class Lookup>
    void erase(Lookup const& key) {
        auto const found = index_.find(key);
        if (found == index_.end()) return;
        entries_.erase(found->second);
        index_.erase(found);
    }

    void clear() {
        index_.clear();
        entries_.clear();
    }

    [[nodiscard]] std::size_t size() const noexcept { return index_.size(); }

private:
    struct Entry {
        Key key;
        Value value;
        Clock::Steady stored_at;
    };

    using Entries = std::list<Entry>;

    LruOptions options_;
    Clock const& clock_;
    Entries entries_;
    std::unordered_map<Key, typename Entries::iterator, Hash, Equal> index_;
};

} // namespace qc::resilience
