// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "contract/json.hpp"
#include "http/route.hpp"

#include <functional>
#include <string>

namespace qc::http {

/// A check of a field that is no part of its type, because it depends on settings.
struct FurtherCheck {
    /// Where its problems belong.
    std::string field;
    /// How the fields begin that it looks at: a problem of any of them says enough.
    std::string family;
    std::function<Result<Nothing>(contract::Json const& body)> check;
};

/// A body that its type refuses is held against `further` too, so that one answer tells all
/// problems, in input order. With a body that passes, the handler makes the check itself.
void tell_all_problems(Route& route, FurtherCheck further);

/// The text of a member, empty when it is none.
[[nodiscard]] std::string text_in(contract::Json const& body, std::string_view key);

} // namespace qc::http
