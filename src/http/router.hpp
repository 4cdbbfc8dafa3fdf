// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/route.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace qc::http {

/// Finds the route of a request. Immutable after construction, so workers share one.
///
/// Literal segments win over parameters at every level; `/x` and `/x/` are the same path; GET
/// serves HEAD. A last segment `{name...}` takes the rest of the path, but never one with an
/// encoded slash, an empty segment or a dot segment.
class Router {
public:
    /// Throws std::logic_error on two routes of one method and path, and on a malformed path.
    explicit Router(Routes routes);

    Router(Router const&) = delete;
    Router& operator=(Router const&) = delete;
    Router(Router&&) = default;
    Router& operator=(Router&&) = default;
    ~Router() = default;

    struct Match {
        /// Null when no route has this path and method.
        Route const* route = nullptr;
        Fields parameters;
        /// Value of the Allow field; empty when no route has this path.
        std::string_view allow;
    };

    [[nodiscard]] Match match(Method method, std::string_view path) const;

    /// Some route of this path, whatever its method; null when there is none.
    [[nodiscard]] Route const* any_at(std::string_view path) const;

    [[nodiscard]] Routes const& routes() const noexcept { return routes_; }

    /// Position of a route of this router in routes().
    [[nodiscard]] std::size_t index_of(Route const& route) const {
        return static_cast<std::size_t>(&route - routes_.data());
    }

private:
    static constexpr std::size_t method_count = 7;
    static constexpr std::size_t max_parameters = 8;
    using NodeIndex = std::uint32_t;
    static constexpr NodeIndex none = 0;

    struct Node {
        std::vector<std::pair<std::string, NodeIndex>> literals;
        NodeIndex parameter = none;
        NodeIndex tail = none;
        std::array<Route const*, method_count> routes{};
        std::string allow;
    };

    struct Walk {
        std::array<std::string_view, max_parameters> values{};
        std::size_t count = 0;
        NodeIndex end = none;
    };

    void add(Route const& route);
    NodeIndex child(NodeIndex parent, std::string_view segment);
    bool find(std::string_view path, Walk& walk) const;
    bool descend(NodeIndex node, std::string_view rest, Walk& walk) const;
    bool descend_parameter(NodeIndex node, std::string_view rest, Walk& walk) const;
    NodeIndex literal(Node const& node, std::string_view segment) const;

    Routes routes_;
    /// Parameter names of each route.
    std::vector<std::vector<std::string>> names_;
    std::vector<Node> nodes_;
};

/// Names of the {parameters} of a path template, in order.
[[nodiscard]] std::vector<std::string> parameter_names(std::string_view path_template);

} // namespace qc::http
