// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/message.hpp"

#include <memory>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

namespace qc::http {

struct CorsSettings {
    /// Exact origins, or "*" for everybody (then without credentials).
    std::vector<std::string> origins = {};
    /// ECMAScript; must match the whole origin. Empty = none.
    std::string origin_regex = {};
    /// "*" stands for every method.
    std::vector<std::string> methods = {"*"};
    /// "*" stands for every field.
    std::vector<std::string> headers = {"*"};
};

/// Cross-origin resource sharing (Fetch standard, section 3.2) by one set of settings.
class Cors {
public:
    /// Throws std::invalid_argument when the regular expression is malformed.
    explicit Cors(CorsSettings settings);

    [[nodiscard]] bool allows(std::string_view origin) const;

    /// Fields of an ordinary answer.
    void add_to(Response& response, Request const& request) const;

    /// 204 that answers OPTIONS; `allow` lists the methods of the path.
    [[nodiscard]] Response preflight(Request const& request, std::string_view allow) const;

private:
    enum class Verdict { foreign, anyone, listed };

    [[nodiscard]] Verdict verdict(std::string_view origin) const;

    CorsSettings settings_;
    std::regex pattern_;
    bool enabled_ = false;
};

} // namespace qc::http
