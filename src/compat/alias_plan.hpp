// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "compat/alias_rules.hpp"
#include "contract/json.hpp"
#include "http/message.hpp"

#include <boost/json/fwd.hpp>

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace qc::compat {

/// Where in the answers of one route aliases are due. Immutable once built; nodes refer to each
/// other, because shapes may contain themselves.
struct PlanNode {
    struct Member {
        PlanNode const* value = nullptr;
        std::vector<Alias> aliases;
    };

    /// Of an object.
    std::map<std::string, Member, std::less<>> members;
    /// Of every element of a list.
    PlanNode const* element = nullptr;
    /// Members that are made from the whole object: appends `,"key":value` pairs.
    std::function<void(std::string& out, contract::Json const& object, http::Request const&)> more;
};

/// Builds the plans of routes from their schemas and remembers which shapes it met.
class AliasPlans {
public:
    /// Schemas of `components/schemas`, which must outlive the call of plan_of() only.
    explicit AliasPlans(boost::json::object const& schemas) : schemas_(schemas) {}

    /// Null when nothing below the schema has an alias.
    [[nodiscard]] PlanNode const* plan_of(boost::json::value const& schema);

    /// Made members of a shape; before the plans that meet it.
    void add_more(std::string shape, decltype(PlanNode::more) more);

    [[nodiscard]] std::set<std::string> const& met() const noexcept { return met_; }

    /// The nodes live as long as this.
    [[nodiscard]] std::shared_ptr<void const> nodes() const { return nodes_; }

private:
    using Nodes = std::vector<std::unique_ptr<PlanNode>>;

    PlanNode& node();
    PlanNode& shape(std::string const& name);
    void fill(PlanNode& into, boost::json::object const& schema);
    PlanNode const* nested(boost::json::value const& schema);
    [[nodiscard]] bool changes(PlanNode const& node, std::set<PlanNode const*>& seen) const;

    boost::json::object const& schemas_;
    std::shared_ptr<Nodes> nodes_ = std::make_shared<Nodes>();
    std::map<std::string, PlanNode*> shapes_;
    std::map<std::string, decltype(PlanNode::more)> more_;
    std::set<std::string> met_;
};

} // namespace qc::compat
