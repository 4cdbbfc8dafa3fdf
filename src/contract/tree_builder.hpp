// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/json.hpp"

#include <boost/json/error.hpp>
#include <boost/json/string_view.hpp>

#include <string>
#include <vector>

namespace qc::contract {

/// What is wrong with a text whatever it means: invalid UTF-8 or U+0000. Empty when fine.
[[nodiscard]] std::string_view text_fault(std::string_view text);

/// Text that can stand in an answer: invalid bytes become U+FFFD.
[[nodiscard]] std::string printable(std::string_view text);

/// Handler of boost::json::basic_parser that builds a Json and finds what the grammar allows but
/// the contract does not: duplicate keys, long lists, numbers out of range, bad text.
class TreeBuilder {
public:
    using ErrorCode = boost::system::error_code;
    using Text = boost::json::string_view;

    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

    explicit TreeBuilder(ParseLimits const& limits) : limits_(limits) {}

    bool on_document_begin(ErrorCode&) { return true; }

    bool on_document_end(ErrorCode&) { return true; }

    bool on_array_begin(ErrorCode& error) { return open(false, error); }

    bool on_array_end(std::size_t, ErrorCode& error);

    bool on_object_begin(ErrorCode& error) { return open(true, error); }

    bool on_object_end(std::size_t, ErrorCode& error);

    bool on_string_part(Text part, std::size_t, ErrorCode&) { return gather(part); }

    bool on_string(Text part, std::size_t, ErrorCode& error);

    bool on_key_part(Text part, std::size_t, ErrorCode&) { return gather(part); }

    bool on_key(Text part, std::size_t, ErrorCode& error);

    bool on_number_part(Text, ErrorCode&) { return true; }

    bool on_int64(std::int64_t number, Text, ErrorCode& error) { return attach(number, error); }

    bool on_uint64(std::uint64_t number, Text, ErrorCode& error) {
        return attach(static_cast<double>(number), error);
    }

    bool on_double(double nearby, Text written, ErrorCode& error);

    bool on_bool(bool value, ErrorCode& error) { return attach(value, error); }

    bool on_null(ErrorCode& error) { return attach(nullptr, error); }

    bool on_comment_part(Text, ErrorCode&) { return true; }

    bool on_comment(Text, ErrorCode&) { return true; }

    /// Reports a value error at the value that is being read.
    void report_here(std::string_view text);

    [[nodiscard]] Json take_root() { return std::move(root_); }

    [[nodiscard]] bool too_many_values() const { return order_ > max_values; }

    void move_problems_to(Problems& problems);

private:
    /// More than a body of the default size can hold; bounds the memory of larger ones.
    static constexpr std::uint32_t max_values = 400'000;

    struct Frame {
        bool is_object;
        std::uint32_t order;
        Json::List list = {};
        Json::Object object = {};
        std::string key = {};
        std::size_t count = 0;
    };

    struct Found {
        Problem problem;
        std::uint32_t order;
    };

    bool open(bool is_object, ErrorCode& error);
    bool gather(Text part);
    bool attach(Json::Value value, ErrorCode& error);
    bool attach_tree(Json tree, ErrorCode& error);
    bool count_one(ErrorCode& error);
    void find_duplicates(Frame const& frame);
    void report(Problem problem, std::uint32_t order);
    /// The path to what is being read, without the last `omitted` steps.
    [[nodiscard]] std::vector<PlaceStep> here(std::size_t omitted = 0) const;

    ParseLimits limits_;
    std::vector<Frame> frames_;
    std::string gathered_;
    Json root_;
    std::vector<Found> found_;
    std::uint32_t order_ = 0;
};

} // namespace qc::contract
