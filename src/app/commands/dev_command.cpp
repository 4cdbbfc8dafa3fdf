// SPDX-License-Identifier: Apache-2.0
#include "app/commands/administrator.hpp"
#include "app/commands/commands.hpp"
#include "app/commands/offline_graph.hpp"
#include "app/commands/with_logging.hpp"
#include "app/dev/private_cluster.hpp"
#include "app/dev/workspace.hpp"
#include "app/import/quest_files.hpp"
#include "app/runtime/listening.hpp"
#include "app/runtime/process.hpp"
#include "pg/migrations.hpp"

#include <cstdio>
#include <filesystem>

namespace qc::app {
namespace {

namespace fs = std::filesystem;

/// Stands for the address of the database as long as it has none.
constexpr auto not_started = "postgresql:///";

/// The environment wins over what the workspace says.
Settings dev_settings(Workspace const& workspace, std::string const& url, std::uint16_t port) {
    auto variables = read_environment();
    for (auto& variable : workspace.settings(url, port))
        variables.push_back(std::move(variable));
    return read_settings(variables);
}

void import_files(OfflineGraph& graph, std::vector<std::string> const& files) {
    for (auto const& file : files) {
        bool const is_gpx = fs::path(file).extension() == ".gpx";
        auto const format = is_gpx ? ImportOptions::Format::gpx : ImportOptions::Format::osm;
        auto plans = plan_file(file, format, "");
        if (!plans) throw std::runtime_error(file + ": " + text_of(plans.error()));
        auto const count =
            graph.run(store_plans(graph.database(), graph.modules().quests(), *std::move(plans)));
        std::printf(
            "  %s: %d quests, %d of them new\n",
            fs::path(file).filename().c_str(),
            count.created + count.known,
            count.created
        );
    }
}

/// The password is shown once, when the administrator is made.
void make_first_administrator(OfflineGraph& graph) {
    AdminOptions options;
    options.username = "admin";
    options.email = "admin@example.org";
    options.first_name = "System";
    options.last_name = "Administrator";
    options.password = generated_password(graph.process().random);
    (void)graph.run(make_administrator(graph.modules(), options));
    std::printf(
        "\n  Administrator: admin  password: %s  (shown only now)\n", options.password.c_str()
    );
}

void show_addresses(Settings const& settings, Workspace const& workspace, std::uint16_t port) {
    std::printf(
        "\n  QuestCity serves at   http://127.0.0.1:%u\n"
        "  API browser           http://127.0.0.1:%u/api/docs\n"
        "  Metrics               http://127.0.0.1:%u/metrics\n"
        "  Mail goes to          %s\n"
        "  Play a quest          ./dev demo\n\n",
        port,
        port,
        settings.http.internal_port,
        workspace.outbox().c_str()
    );
    std::fflush(stdout);
}

} // namespace

int dev(DevOptions const& options) {
    crypto::SystemRandom random;
    Workspace const workspace(options.workspace, random);
    // What would keep the server from serving is said before anything is started.
    require_free_addresses(dev_settings(workspace, not_started, options.port).http);
    std::printf("Starting the private PostgreSQL in %s\n", workspace.folder().c_str());
    std::fflush(stdout);
    PrivateCluster const cluster(workspace.folder(), workspace.database_password());
    auto settings = dev_settings(workspace, cluster.url(), options.port);
    // A database that DATABASE_URL names is somebody's own: it is served as it is.
    bool const is_private = settings.database.url == cluster.url();
    if (is_private) pg::migrate_up(settings.database.url);
    {
        OfflineGraph graph(settings);
        if (is_private && cluster.is_new()) make_first_administrator(graph);
        if (!options.import_files.empty()) std::printf("Importing maps\n");
        import_files(graph, options.import_files);
    }
    WithLogging const logging(settings);
    ProcessCallbacks callbacks;
    callbacks.ready = [&](std::uint16_t port) {
        workspace.write_environment_file(workspace.settings(settings.database.url, port));
        show_addresses(settings, workspace, port);
    };
    run_process(settings, callbacks);
    return 0;
}

} // namespace qc::app
