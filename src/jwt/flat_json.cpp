// SPDX-License-Identifier: Apache-2.0
#include "jwt/flat_json.hpp"

#include <boost/json/basic_parser_impl.hpp>

#include <utility>

namespace qc::jwt {

namespace {

namespace json = boost::json;
using Code = json::error_code;
using Text = json::string_view;

/// Receives the events of Boost.JSON's parser, whose own object keeps the last of equal keys.
class FlatHandler {
public:
    static constexpr std::size_t max_object_size = 64;
    static constexpr std::size_t max_array_size = 0;
    static constexpr std::size_t max_key_size = 256;
    static constexpr std::size_t max_string_size = 4096;

    FlatObject object;

    bool on_document_begin(Code&) { return true; }

    bool on_document_end(Code& code) { return began_ || refuse(code); }

    bool on_array_begin(Code& code) { return refuse(code); }

    bool on_array_end(std::size_t, Code&) { return true; }

    bool on_object_begin(Code& code) {
        if (began_) return refuse(code);
        began_ = true;
        return true;
    }

    bool on_object_end(std::size_t, Code&) { return true; }

    bool on_string_part(Text part, std::size_t, Code&) { return append(part); }

    bool on_string(Text rest, std::size_t, Code& code) {
        append(rest);
        return add(std::move(text_), code);
    }

    bool on_key_part(Text part, std::size_t, Code&) { return append(part); }

    bool on_key(Text rest, std::size_t, Code&) {
        append(rest);
        key_ = std::exchange(text_, {});
        return true;
    }

    bool on_number_part(Text, Code&) { return true; }

    bool on_int64(std::int64_t number, Text, Code& code) { return add(number, code); }

    bool on_uint64(std::uint64_t, Text, Code& code) { return add({}, code); }

    bool on_double(double, Text, Code& code) { return add({}, code); }

    bool on_bool(bool, Code& code) { return add({}, code); }

    bool on_null(Code& code) { return add({}, code); }

    bool on_comment_part(Text, Code& code) { return refuse(code); }

    bool on_comment(Text, Code& code) { return refuse(code); }

private:
    static bool refuse(Code& code) {
        code = json::error::syntax;
        return false;
    }

    bool append(Text part) {
        text_.append(part.data(), part.size());
        return true;
    }

    bool add(FlatValue value, Code& code) {
        text_.clear();
        if (!began_) return refuse(code);
        return object.emplace(std::move(key_), std::move(value)).second || refuse(code);
    }

    bool began_ = false;
    std::string key_;
    std::string text_;
};

} // namespace

std::optional<FlatObject> parse_flat_object(std::string_view text) {
    json::basic_parser<FlatHandler> parser{json::parse_options{}};
    Code code;
    auto const read = parser.write_some(false, text.data(), text.size(), code);
    if (code || read != text.size() || !parser.done()) return std::nullopt;
    return std::move(parser.handler().object);
}

} // namespace qc::jwt
