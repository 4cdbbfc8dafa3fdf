// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/runtime/module_graph.hpp"

#include <boost/asio/io_context.hpp>

namespace qc::app {

/// Every module with one database, for commands that serve nothing. Nothing connects before the
/// first statement, so a command may also only look at the routes.
class OfflineGraph {
public:
    /// For documents: settings and keys are made up, no database is there.
    OfflineGraph();

    explicit OfflineGraph(Settings settings);
    ~OfflineGraph();

    [[nodiscard]] ModuleGraph& modules();
    [[nodiscard]] pg::Database& database();
    [[nodiscard]] ProcessParts& process();

    /// Runs a task to its end on the calling thread.
    template <class T>
    T run(Task<T> task);

    [[nodiscard]] boost::asio::io_context& context();

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace qc::app

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

template <class T>
T qc::app::OfflineGraph::run(Task<T> task) {
    auto future = boost::asio::co_spawn(context(), std::move(task), boost::asio::use_future);
    while (future.wait_for(std::chrono::seconds{0}) != std::future_status::ready) {
        context().restart();
        context().run_one();
    }
    return future.get();
}
