// SPDX-License-Identifier: Apache-2.0
#include "contract/tree_builder.hpp"

#include "core/text.hpp"

#include <unicode/unistr.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace qc::contract {

std::string_view text_fault(std::string_view text) {
    if (!is_utf8(text)) return "Text is not valid UTF-8";
    if (text.find('\0') != std::string_view::npos) return "Text contains U+0000";
    return {};
}

std::string printable(std::string_view text) {
    std::string out;
    icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())})
        .toUTF8String(out);
    return out;
}

bool TreeBuilder::on_array_end(std::size_t, ErrorCode& error) {
    auto frame = std::move(frames_.back());
    frames_.pop_back();
    if (frame.count <= limits_.list_elements) {
        return attach_tree(Json(std::move(frame.list), frame.order, order_ + 1), error);
    }
    auto message = "List should have at most " + std::to_string(limits_.list_elements) + " items";
    report({here(), std::move(message), "too_long"}, frame.order);
    return attach_tree(Json(Json::Refused{}, frame.order), error);
}

bool TreeBuilder::on_object_end(std::size_t, ErrorCode& error) {
    find_duplicates(frames_.back());
    auto frame = std::move(frames_.back());
    frames_.pop_back();
    return attach_tree(Json(std::move(frame.object), frame.order, order_ + 1), error);
}

bool TreeBuilder::on_string(Text part, std::size_t, ErrorCode& error) {
    gather(part);
    auto text = std::move(gathered_);
    gathered_.clear();
    auto const fault = text_fault(text);
    if (fault.empty()) return attach(std::move(text), error);
    report_here(fault);
    return attach(Json::Refused{}, error);
}

bool TreeBuilder::on_key(Text part, std::size_t, ErrorCode& error) {
    gather(part);
    if (!count_one(error)) return false;
    auto const fault = text_fault(gathered_);
    frames_.back().key = fault.empty() ? std::move(gathered_) : printable(gathered_);
    gathered_.clear();
    if (!fault.empty()) report_here(fault);
    return true;
}

bool TreeBuilder::on_double(double nearby, Text written, ErrorCode& error) {
    // The parser's own conversion is off by a few units in the last place.
    double exact = 0;
    auto const [end, fault] =
        std::from_chars(written.data(), written.data() + written.size(), exact);
    if (fault == std::errc{}) return attach(exact, error);
    if (std::abs(nearby) < 1) return attach(0.0, error);
    report_here("Number is out of range");
    return attach(Json::Refused{}, error);
}

void TreeBuilder::report_here(std::string_view text) {
    report({here(), "Value error, " + std::string(text), "value_error"}, order_ + 1);
}

void TreeBuilder::move_problems_to(Problems& problems) {
    for (auto& [problem, order] : found_)
        problems.add(std::move(problem), order);
    found_.clear();
}

bool TreeBuilder::open(bool is_object, ErrorCode& error) {
    if (!count_one(error)) return false;
    frames_.push_back({is_object, order_});
    return true;
}

bool TreeBuilder::gather(Text part) {
    gathered_.append(part.data(), part.size());
    return true;
}

bool TreeBuilder::attach(Json::Value value, ErrorCode& error) {
    return attach_tree(Json(std::move(value), order_ + 1), error);
}

bool TreeBuilder::attach_tree(Json tree, ErrorCode& error) {
    if (!count_one(error)) return false;
    if (frames_.empty()) {
        root_ = std::move(tree);
        return true;
    }
    auto& frame = frames_.back();
    ++frame.count;
    if (frame.is_object) {
        frame.object.push_back({std::move(frame.key), std::move(tree)});
        frame.key.clear();
    } else if (frame.count <= limits_.list_elements) {
        frame.list.push_back(std::move(tree));
    } else {
        frame.list.clear();
    }
    return true;
}

bool TreeBuilder::count_one(ErrorCode& error) {
    ++order_;
    if (too_many_values()) error = boost::json::error::array_too_large;
    return !too_many_values();
}

void TreeBuilder::find_duplicates(Frame const& frame) {
    if (frame.object.size() < 2) return;
    std::vector<Json::Member const*> sorted;
    sorted.reserve(frame.object.size());
    for (auto const& member : frame.object)
        sorted.push_back(&member);
    // Members lie in one array, so their addresses tell which was first.
    std::sort(sorted.begin(), sorted.end(), [](auto const* left, auto const* right) {
        return std::tie(left->key, left) < std::tie(right->key, right);
    });
    for (std::size_t i = 1; i < sorted.size(); ++i) {
        if (sorted[i]->key != sorted[i - 1]->key) continue;
        auto where = here(1);
        where.emplace_back(sorted[i]->key);
        Problem problem{std::move(where), "Value error, Duplicate key", "value_error"};
        report(std::move(problem), sorted[i]->value.order());
    }
}

void TreeBuilder::report(Problem problem, std::uint32_t order) {
    // Twice what an answer shows, because later finds can stand earlier in the input.
    if (found_.size() < 2 * Problems::max_kept) found_.push_back({std::move(problem), order});
}

std::vector<PlaceStep> TreeBuilder::here(std::size_t omitted) const {
    std::vector<PlaceStep> out{std::string(limits_.root)};
    for (std::size_t i = 0; i + omitted < frames_.size(); ++i) {
        auto const& frame = frames_[i];
        if (frame.is_object) {
            out.emplace_back(frame.key);
        } else {
            out.emplace_back(static_cast<std::int64_t>(frame.count));
        }
    }
    return out;
}

} // namespace qc::contract
