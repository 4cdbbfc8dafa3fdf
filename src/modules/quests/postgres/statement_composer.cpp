// SPDX-License-Identifier: Apache-2.0
#include "quests/postgres/statement_composer.hpp"

#include <charconv>
#include <stdexcept>

namespace qc::quests {
namespace {

constexpr std::size_t longest_name = 63;

} // namespace

pg::Statement const* ComposedStatements::find(std::string const& name) const {
    auto const found = by_name_.find(name);
    return found == by_name_.end() ? nullptr : &found->second->statement;
}

pg::Statement const& ComposedStatements::add(std::string name, std::string text, bool slow) {
    if (name.size() > longest_name) throw std::logic_error("too long for a statement: " + name);
    auto composed = std::make_unique<Composed>();
    composed->name = std::move(name);
    composed->text = std::move(text);
    composed->statement = pg::Statement{composed->name, composed->text, slow};
    auto key = composed->name;
    return by_name_.emplace(std::move(key), std::move(composed)).first->second->statement;
}

StatementComposer::StatementComposer(ComposedStatements& statements, std::string name)
    : statements_(statements)
    , name_(std::move(name))
    , known_(statements.find(name_)) {}

void StatementComposer::append(std::string_view fragment) {
    if (!text_.empty()) text_ += '\n';
    while (!fragment.empty()) {
        auto const dollar = fragment.find('$');
        text_ += fragment.substr(0, dollar);
        if (dollar == std::string_view::npos) return;
        fragment.remove_prefix(dollar + 1);
        int number = 0;
        auto const* const end =
            std::from_chars(fragment.data(), fragment.data() + fragment.size(), number).ptr;
        fragment.remove_prefix(static_cast<std::size_t>(end - fragment.data()));
        text_ += '$';
        text_ += std::to_string(parameter_count_ + number);
    }
}

pg::Query StatementComposer::take() && {
    if (known_ == nullptr) known_ = &statements_.add(std::move(name_), std::move(text_), slow_);
    return {known_, std::move(parameters_)};
}

} // namespace qc::quests
