// SPDX-License-Identifier: Apache-2.0
#include "contract/schema_check.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <regex>

namespace qc::contract {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

using Differences = std::vector<std::string>;

std::string_view view(boost::json::string_view text) {
    return {text.data(), text.size()};
}

/// Length in code points of valid UTF-8.
std::int64_t length_of(std::string_view text) {
    return std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
}

bool has_type(value const& subject, std::string_view type) {
    if (type == "null") return subject.is_null();
    if (type == "boolean") return subject.is_bool();
    if (type == "string") return subject.is_string();
    if (type == "array") return subject.is_array();
    if (type == "object") return subject.is_object();
    if (type == "integer") return subject.is_int64() || subject.is_uint64();
    return type == "number" && subject.is_number();
}

bool matches_format(std::string_view text, std::string_view format) {
    static std::regex const uuid("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    static std::regex const instant(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)");
    std::string const copy(text);
    if (format == "uuid") return std::regex_match(copy, uuid);
    if (format == "date-time") return std::regex_match(copy, instant);
    return true;
}

class Checker {
public:
    explicit Checker(value const& document) : document_(document) {}

    void check(object const& schema, value const& subject, std::string const& at) {
        if (auto const* const reference = schema.if_contains("$ref")) {
            follow(view(reference->as_string()), subject, at);
        }
        check_choices(schema, subject, at);
        check_constants(schema, subject, at);
        if (!check_type(schema, subject, at)) return;
        if (subject.is_number()) check_number(schema, subject, at);
        if (subject.is_string()) check_text(schema, view(subject.as_string()), at);
        if (subject.is_array()) check_array(schema, subject.as_array(), at);
        if (subject.is_object()) check_object(schema, subject.as_object(), at);
    }

    Differences take() { return std::move(found_); }

private:
    void report(std::string const& at, std::string const& text) {
        found_.push_back((at.empty() ? "/" : at) + ": " + text);
    }

    void follow(std::string_view reference, value const& subject, std::string const& at) {
        boost::system::error_code error;
        if (!reference.starts_with('#')) return report(at, "foreign $ref");
        auto const* const target =
            document_.find_pointer({reference.data() + 1, reference.size() - 1}, error);
        if (!target || !target->is_object()) {
            return report(at, "dangling $ref " + std::string(reference));
        }
        check(target->as_object(), subject, at);
    }

    Differences try_one(value const& choice, value const& subject, std::string const& at) const {
        Checker branch(document_);
        branch.check(choice.as_object(), subject, at);
        return branch.take();
    }

    void check_choices(object const& schema, value const& subject, std::string const& at) {
        if (auto const* const all = schema.if_contains("allOf")) {
            for (auto const& part : all->as_array())
                check(part.as_object(), subject, at);
        }
        for (auto const* keyword : {"anyOf", "oneOf"}) {
            auto const* const choices = schema.if_contains(keyword);
            if (choices) check_alternatives(choices->as_array(), subject, at);
        }
    }

    void check_alternatives(array const& choices, value const& subject, std::string const& at) {
        Differences closest;
        for (auto const& choice : choices) {
            auto differences = try_one(choice, subject, at);
            if (differences.empty()) return;
            if (closest.empty() || differences.size() < closest.size()) {
                closest = std::move(differences);
            }
        }
        report(at, "matches no alternative; the closest one differs in:");
        found_.insert(found_.end(), closest.begin(), closest.end());
    }

    void check_constants(object const& schema, value const& subject, std::string const& at) {
        if (auto const* const listed = schema.if_contains("enum")) {
            auto const& values = listed->as_array();
            if (std::find(values.begin(), values.end(), subject) == values.end()) {
                report(at, boost::json::serialize(subject) + " is not in the enum");
            }
        }
        auto const* const constant = schema.if_contains("const");
        if (constant && *constant != subject) {
            report(at, "should be " + boost::json::serialize(*constant));
        }
    }

    bool check_type(object const& schema, value const& subject, std::string const& at) {
        auto const* const type = schema.if_contains("type");
        if (!type) return true;
        auto const fits = [&](value const& name) {
            return has_type(subject, view(name.as_string()));
        };
        bool const good = type->is_array()
                              ? std::any_of(type->as_array().begin(), type->as_array().end(), fits)
                              : fits(*type);
        if (!good) {
            report(
                at,
                boost::json::serialize(subject) + " is not of type " + boost::json::serialize(*type)
            );
        }
        return good;
    }

    void check_number(object const& schema, value const& subject, std::string const& at) {
        auto const* const format = schema.if_contains("format");
        if (format && *format == "double" && !subject.is_double()) {
            report(at, "a double is written with a decimal point");
        }
        auto const number = subject.to_number<double>();
        auto const* const minimum = schema.if_contains("minimum");
        if (minimum && number < minimum->to_number<double>()) report(at, "is below the minimum");
        auto const* const maximum = schema.if_contains("maximum");
        if (maximum && number > maximum->to_number<double>()) report(at, "is above the maximum");
    }

    struct SizeWords {
        char const* min;
        char const* max;
    };

    void
    check_size(object const& schema, SizeWords words, std::int64_t size, std::string const& at) {
        auto const* const min = schema.if_contains(words.min);
        if (min && size < min->to_number<std::int64_t>()) {
            report(at, std::string("is less than ") + words.min);
        }
        auto const* const max = schema.if_contains(words.max);
        if (max && size > max->to_number<std::int64_t>()) {
            report(at, std::string("is more than ") + words.max);
        }
    }

    void check_text(object const& schema, std::string_view text, std::string const& at) {
        check_size(schema, {"minLength", "maxLength"}, length_of(text), at);
        if (auto const* const pattern = schema.if_contains("pattern")) {
            std::regex const expression(std::string(view(pattern->as_string())));
            if (!std::regex_search(std::string(text), expression)) report(at, "misses the pattern");
        }
        auto const* const format = schema.if_contains("format");
        if (format && !matches_format(text, view(format->as_string()))) {
            report(at, "is no " + std::string(view(format->as_string())));
        }
    }

    void check_array(object const& schema, array const& list, std::string const& at) {
        check_size(schema, {"minItems", "maxItems"}, static_cast<std::int64_t>(list.size()), at);
        auto const* const items = schema.if_contains("items");
        if (!items) return;
        for (std::size_t i = 0; i < list.size(); ++i)
            check(items->as_object(), list[i], at + "/" + std::to_string(i));
    }

    void check_object(object const& schema, object const& members, std::string const& at) {
        if (auto const* const required = schema.if_contains("required")) {
            for (auto const& name : required->as_array()) {
                if (!members.contains(name.as_string())) {
                    report(at, "misses the key " + std::string(view(name.as_string())));
                }
            }
        }
        for (auto const& member : members)
            check_member(schema, member, at + "/" + std::string(view(member.key())));
    }

    void check_member(
        object const& schema, boost::json::key_value_pair const& member, std::string const& at
    ) {
        auto const* const properties = schema.if_contains("properties");
        auto const* const additional = schema.if_contains("additionalProperties");
        auto const* const named =
            properties ? properties->as_object().if_contains(member.key()) : nullptr;
        if (named) return check(named->as_object(), member.value(), at);
        if (additional && additional->is_object()) {
            return check(additional->as_object(), member.value(), at);
        }
        bool const open = additional ? additional->as_bool() : !properties;
        if (!open) report(at, "is a key that the schema does not name");
    }

    value const& document_;
    Differences found_;
};

/// The member of that name, or null.
value const* step(value const* from, std::string_view name) {
    if (!from || !from->is_object()) return nullptr;
    return from->as_object().if_contains({name.data(), name.size()});
}

} // namespace

std::vector<std::string> SchemaCheck::differences(value const& schema, value const& subject) const {
    Checker checker(document_);
    checker.check(schema.as_object(), subject, "");
    return checker.take();
}

std::vector<std::string> SchemaCheck::answer_differences(
    std::string_view method, std::string_view path, int status, value const& body
) const {
    std::string lower(method);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    auto const* const operation = step(step(step(&document_, "paths"), path), lower);
    if (!operation) return {lower + " " + std::string(path) + " is not in the document"};
    auto const* response = step(step(operation, "responses"), std::to_string(status));
    if (!response) return {"status " + std::to_string(status) + " is not in the document"};
    auto const* const content = step(response, "content");
    if (!content || !content->is_object() || content->as_object().empty()) {
        return {"the document promises no body"};
    }
    auto const* const schema = step(&content->as_object().begin()->value(), "schema");
    if (!schema) return {};
    return differences(*schema, body);
}

} // namespace qc::contract
