// SPDX-License-Identifier: Apache-2.0
#include "compat/alias_writer.hpp"

#include <stdexcept>

namespace qc::compat {
namespace {

/// Copies a document that is known to be JSON and adds to it on the way.
class Copier {
public:
    Copier(std::string_view text, http::Request const& request) : text_(text), request_(request) {
        // Aliases of a list of quests add about a third.
        out_.reserve(text.size() + text.size() / 2);
    }

    std::string copy(PlanNode const& plan) {
        value(&plan);
        out_ += text_.substr(at_);
        return std::move(out_);
    }

private:
    [[nodiscard]] char here() const {
        if (at_ >= text_.size()) throw std::logic_error("an answer of ours is no JSON");
        return text_[at_];
    }

    void space() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n'))
            out_ += text_[at_++];
    }

    void value(PlanNode const* plan) {
        space();
        bool const planned = plan != nullptr;
        if (planned && here() == '{') {
            object(*plan);
        } else if (planned && here() == '[') {
            list(plan->element);
        } else {
            plain();
        }
    }

    void take() { out_ += text_[at_++]; }

    void list(PlanNode const* element) {
        if (element == nullptr) return plain();
        take();
        for (space(); here() != ']'; space()) {
            if (here() == ',') take();
            value(element);
        }
        take();
    }

    void object(PlanNode const& plan) {
        auto const start = at_;
        take();
        for (space(); here() != '}'; space()) {
            if (here() == ',') take();
            space();
            auto const key = string();
            space();
            take();
            auto const member = plan.members.find(key);
            if (member == plan.members.end()) {
                value(nullptr);
                continue;
            }
            space();
            auto const written = out_.size();
            value(member->second.value);
            add(member->second.aliases, written);
        }
        if (plan.more) more(plan, text_.substr(start, at_ + 1 - start));
        take();
    }

    void add(std::vector<Alias> const& aliases, std::size_t written) {
        auto const end = out_.size();
        for (auto const& alias : aliases) {
            out_ += ",\"";
            out_ += alias.alias;
            out_ += "\":";
            bool const is_null = out_.compare(written, end - written, "null") == 0;
            if (alias.never_null && is_null) {
                out_ += "\"\"";
            } else {
                out_.append(out_, written, end - written);
            }
        }
    }

    void more(PlanNode const& plan, std::string_view object) {
        contract::Problems problems;
        auto const tree = contract::parse_json(object, problems);
        if (tree) plan.more(out_, *tree, request_);
    }

    /// Copies a string and returns its raw content; keys of ours have no escapes.
    std::string_view string() {
        auto const start = at_;
        skip_string();
        out_ += text_.substr(start, at_ - start);
        return text_.substr(start + 1, at_ - start - 2);
    }

    void skip_string() {
        for (++at_; here() != '"'; ++at_) {
            if (here() == '\\') ++at_;
        }
        ++at_;
    }

    /// Copies one value as it is.
    void plain() {
        auto const start = at_;
        std::size_t depth = 0;
        do {
            char const letter = here();
            if (letter == '"') {
                skip_string();
                continue;
            }
            if (letter == '{' || letter == '[') ++depth;
            if (letter == '}' || letter == ']') --depth;
            ++at_;
        } while (depth > 0 || !ends_here());
        out_ += text_.substr(start, at_ - start);
    }

    [[nodiscard]] bool ends_here() const {
        return at_ >= text_.size() || text_[at_] == ',' || text_[at_] == '}' || text_[at_] == ']';
    }

    std::string_view text_;
    http::Request const& request_;
    std::size_t at_ = 0;
    std::string out_;
};

} // namespace

std::string
with_aliases(std::string_view body, PlanNode const& plan, http::Request const& request) {
    return Copier(body, request).copy(plan);
}

} // namespace qc::compat
