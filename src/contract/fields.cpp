// SPDX-License-Identifier: Apache-2.0
#include "contract/json.hpp"
#include "contract/tree_builder.hpp"

#include <set>

namespace qc::contract {
namespace {

Problem field_problem(std::string_view root, std::string_view key, std::string_view text) {
    return {
        {std::string(root), printable(key)}, "Value error, " + std::string(text), "value_error"
    };
}

} // namespace

Json fields_object(Fields fields, std::string_view root, Problems& problems) {
    Json::Object object;
    std::set<std::string_view> seen;
    std::uint32_t order = 0;
    for (auto const& [key, text] : fields) {
        ++order;
        if (!seen.insert(key).second) {
            problems.add(field_problem(root, key, "Duplicate key"), order);
            continue;
        }
        auto fault = text_fault(key);
        if (fault.empty()) fault = text_fault(text);
        if (fault.empty()) {
            object.push_back({key, Json(Json::Loose{text}, order)});
        } else {
            problems.add(field_problem(root, key, fault), order);
            object.push_back({printable(key), Json(Json::Refused{}, order)});
        }
    }
    return Json(std::move(object), 0, order + 1);
}

} // namespace qc::contract
