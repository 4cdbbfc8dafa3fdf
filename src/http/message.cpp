// SPDX-License-Identifier: Apache-2.0
#include "http/message.hpp"

#include <algorithm>
#include <stdexcept>

namespace qc::http {
namespace {

constexpr char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

} // namespace

std::string_view method_name(Method method) {
    switch (method) {
    case Method::get:
        return "GET";
    case Method::head:
        return "HEAD";
    case Method::post:
        return "POST";
    case Method::put:
        return "PUT";
    case Method::patch:
        return "PATCH";
    case Method::delete_:
        return "DELETE";
    case Method::options:
        return "OPTIONS";
    }
    return "";
}

bool same_field_name(std::string_view one, std::string_view other) {
    return std::ranges::equal(one, other, {}, lower, lower);
}

void Headers::add(std::string name, std::string value) {
    fields_.emplace_back(std::move(name), std::move(value));
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
    auto const found = std::ranges::find_if(fields_, [name](auto const& field) {
        return same_field_name(field.first, name);
    });
    if (found == fields_.end()) return std::nullopt;
    return found->second;
}

access::Caller const& Request::signed_in() const {
    if (!caller) throw std::logic_error("the route " + path + " has no signed-in caller");
    return *caller;
}

} // namespace qc::http
