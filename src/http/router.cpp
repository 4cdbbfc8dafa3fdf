// SPDX-License-Identifier: Apache-2.0
#include "http/router.hpp"

#include "http/target.hpp"

#include <algorithm>
#include <stdexcept>

namespace qc::http {
namespace {

constexpr std::string_view tail_mark = "...}";

std::size_t slot(Method method) {
    return static_cast<std::size_t>(method);
}

bool is_parameter(std::string_view segment) {
    return segment.starts_with('{');
}

/// The first segment of a path without its leading slash, and what follows it.
std::pair<std::string_view, std::string_view> split(std::string_view path) {
    auto const slash = path.find('/');
    if (slash == std::string_view::npos) return {path, {}};
    return {path.substr(0, slash), path.substr(slash)};
}

bool is_safe_tail(std::string_view tail) {
    for (auto rest = tail;;) {
        auto const [segment, after] = split(rest);
        auto const decoded = percent_decoded(segment, PlusSign::literal);
        if (decoded.empty() || decoded == "." || decoded == "..") return false;
        if (decoded.find_first_of(std::string_view("/\\\0", 3)) != std::string::npos) return false;
        if (after.empty()) return true;
        rest = after.substr(1);
    }
}

std::string allow_list(std::array<Route const*, 7> const& routes) {
    std::string list;
    auto const append = [&list](Method method) {
        if (!list.empty()) list += ", ";
        list += method_name(method);
    };
    for (std::size_t i = 0; i < routes.size(); ++i) {
        if (routes[i] != nullptr) append(static_cast<Method>(i));
    }
    append(Method::options);
    return list;
}

} // namespace

Router::Router(Routes routes) : routes_(std::move(routes)) {
    nodes_.emplace_back();
    names_.reserve(routes_.size());
    for (auto const& route : routes_) {
        names_.push_back(parameter_names(route.spec.path));
        add(route);
    }
    for (auto& node : nodes_) {
        auto& get = node.routes[slot(Method::get)];
        auto& head = node.routes[slot(Method::head)];
        if (head == nullptr) head = get;
        if (std::ranges::any_of(node.routes, [](auto* route) { return route != nullptr; }))
            node.allow = allow_list(node.routes);
        std::ranges::sort(node.literals);
    }
}

void Router::add(Route const& route) {
    std::string_view const path = route.spec.path;
    auto const fail = [&](std::string_view why) {
        throw std::logic_error(
            std::string(method_name(route.spec.method)) + " " + std::string(path) + ": " +
            std::string(why)
        );
    };
    if (!path.starts_with('/')) fail("a path begins with a slash");
    if (path.size() > 1 && path.ends_with('/')) fail("a path has no trailing slash");
    if (names_.back().size() > max_parameters) fail("too many parameters");
    NodeIndex node = 0;
    for (auto rest = path; rest.size() > 1;) {
        auto const [segment, after] = split(rest.substr(1));
        if (segment.empty()) fail("an empty segment");
        if (is_parameter(segment) && !segment.ends_with('}')) fail("a parameter fills its segment");
        if (segment.ends_with(tail_mark) && !after.empty()) fail("a tail parameter comes last");
        node = child(node, segment);
        rest = after;
    }
    auto& place = nodes_[node].routes[slot(route.spec.method)];
    if (place != nullptr) fail("this route exists twice");
    place = &route;
}

Router::NodeIndex Router::child(NodeIndex parent, std::string_view segment) {
    auto const next = static_cast<NodeIndex>(nodes_.size());
    auto& node = nodes_[parent];
    if (is_parameter(segment)) {
        auto& edge = segment.ends_with(tail_mark) ? node.tail : node.parameter;
        if (edge != none) return edge;
        edge = next;
    } else {
        for (auto const& [text, index] : node.literals) {
            if (text == segment) return index;
        }
        node.literals.emplace_back(segment, next);
    }
    nodes_.emplace_back();
    return next;
}

Router::NodeIndex Router::literal(Node const& node, std::string_view segment) const {
    auto const found = std::ranges::lower_bound(node.literals, segment, {}, [](auto const& edge) {
        return std::string_view(edge.first);
    });
    return found != node.literals.end() && found->first == segment ? found->second : none;
}

// The depth of the recursion is the depth of the trie, not the length of the path.
bool Router::descend(NodeIndex node, std::string_view rest, Walk& walk) const {
    if (rest.empty()) {
        walk.end = node;
        return !nodes_[node].allow.empty();
    }
    auto const [segment, after] = split(rest.substr(1));
    auto const next = literal(nodes_[node], segment);
    if (next != none && descend(next, after, walk)) return true;
    return descend_parameter(node, rest.substr(1), walk);
}

bool Router::descend_parameter(NodeIndex node, std::string_view rest, Walk& walk) const {
    auto const [segment, after] = split(rest);
    auto const mark = walk.count;
    if (nodes_[node].parameter != none && !segment.empty()) {
        walk.values[walk.count++] = segment;
        if (descend(nodes_[node].parameter, after, walk)) return true;
        walk.count = mark;
    }
    if (nodes_[node].tail == none || !is_safe_tail(rest)) return false;
    walk.values[walk.count++] = rest;
    walk.end = nodes_[node].tail;
    return true;
}

bool Router::find(std::string_view path, Walk& walk) const {
    if (path.ends_with('/')) path.remove_suffix(1);
    return (path.empty() || path.starts_with('/')) && descend(0, path, walk);
}

Route const* Router::any_at(std::string_view path) const {
    Walk found;
    if (!find(path, found)) return nullptr;
    auto const& routes = nodes_[found.end].routes;
    auto const any = std::ranges::find_if(routes, [](auto* route) { return route != nullptr; });
    return any == routes.end() ? nullptr : *any;
}

Router::Match Router::match(Method method, std::string_view path) const {
    Walk found;
    if (!find(path, found)) return {};
    auto const& node = nodes_[found.end];
    Match match{node.routes[slot(method)], {}, node.allow};
    if (match.route == nullptr) return match;
    auto const& names = names_[index_of(*match.route)];
    match.parameters.reserve(names.size());
    for (std::size_t i = 0; i < names.size(); ++i)
        match.parameters.emplace_back(
            names[i], percent_decoded(found.values[i], PlusSign::literal)
        );
    return match;
}

std::vector<std::string> parameter_names(std::string_view path_template) {
    std::vector<std::string> names;
    for (auto open = path_template.find('{'); open != std::string_view::npos;
         open = path_template.find('{', open + 1)) {
        auto name = path_template.substr(open + 1, path_template.find('}', open) - open - 1);
        if (name.ends_with("...")) name.remove_suffix(3);
        names.emplace_back(name);
    }
    return names;
}

} // namespace qc::http
