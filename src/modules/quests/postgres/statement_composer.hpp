// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pg/query.hpp"

#include <memory>
#include <string>
#include <unordered_map>

namespace qc::quests {

/// Prepared statements that were put together, by name. Bounded by the names that callers make.
class ComposedStatements {
public:
    [[nodiscard]] pg::Statement const* find(std::string const& name) const;
    /// Throws std::logic_error for names that PostgreSQL would cut.
    pg::Statement const& add(std::string name, std::string text, bool slow);

private:
    struct Composed {
        std::string name;
        std::string text;
        pg::Statement statement;
    };

    std::unordered_map<std::string, std::unique_ptr<Composed>> by_name_;
};

/// One statement from constant fragments. Every fragment counts its parameters from $1; here they
/// get their numbers in the whole. The text is only written when nobody has written it before:
/// the same name must always be followed by the same fragments.
class StatementComposer {
public:
    StatementComposer(ComposedStatements& statements, std::string name);

    template <class... Values>
    void add(pg::Statement const& fragment, Values const&... values) {
        if (known_ == nullptr) append(fragment.text);
        (parameters_.add(values), ...);
        parameter_count_ += static_cast<int>(sizeof...(values));
    }

    /// Runs with the long timeout, on the connection for such statements.
    void make_slow() { slow_ = true; }

    [[nodiscard]] pg::Query take() &&;

private:
    void append(std::string_view fragment);

    ComposedStatements& statements_;
    std::string name_;
    pg::Statement const* known_;
    std::string text_;
    pg::Parameters parameters_;
    int parameter_count_ = 0;
    bool slow_ = false;
};

} // namespace qc::quests
