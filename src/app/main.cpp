// SPDX-License-Identifier: Apache-2.0
#include "app/commands/commands.hpp"
#include "app/commands/usage.hpp"
#include "core/failure_text.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <exception>
#include <functional>

namespace {

using qc::app::AdminOptions, qc::app::DevOptions, qc::app::ImportOptions;
using qc::app::create_admin, qc::app::dev, qc::app::doctor, qc::app::import_quests;
using qc::app::migrate_status, qc::app::migrate_up, qc::app::migrate_verify, qc::app::print_config;
using qc::app::print_openapi, qc::app::print_permissions, qc::app::print_version, qc::app::seed;
using qc::app::serve, qc::app::verify_audit;

constexpr int failure = 1;

struct Chosen {
    std::function<int()> command;
    DevOptions dev;
    ImportOptions import_options;
    AdminOptions admin;
    bool dry_run = false;
    bool force = false;
    bool as_json = false;
    bool permissions = false;
};

void add_servers(CLI::App& app, Chosen& chosen) {
    app.add_subcommand("serve", "Serve the API; settings come from the environment")->callback([&] {
        chosen.command = serve;
    });
    auto* const dev_command = app.add_subcommand(
        "dev", "Serve with a private PostgreSQL, generated secrets and readable logs"
    );
    dev_command->add_option("--workspace", chosen.dev.workspace, "Folder for what it makes")
        ->capture_default_str();
    dev_command->add_option("--port", chosen.dev.port, "Port on 127.0.0.1")->capture_default_str();
    dev_command->add_option(
        "--import", chosen.dev.import_files, "GeoJSON or GPX files to import before serving"
    );
    dev_command->callback([&] { chosen.command = [&] { return dev(chosen.dev); }; });
}

void add_database(CLI::App& app, Chosen& chosen) {
    auto* const migrate = app.add_subcommand("migrate", "Bring the database schema up to date");
    migrate->require_subcommand(1);
    migrate->add_subcommand("up", "Apply the migrations that are missing")->callback([&] {
        chosen.command = migrate_up;
    });
    migrate->add_subcommand("status", "List migrations and when they were applied")->callback([&] {
        chosen.command = migrate_status;
    });
    migrate->add_subcommand("verify", "Fail when the schema does not fit this release")
        ->callback([&] { chosen.command = migrate_verify; });
    auto* const seed_command = app.add_subcommand("seed", "Make missing reference rows");
    seed_command->add_flag("--dry-run", chosen.dry_run, "Look only");
    seed_command->add_flag("--force", chosen.force, "Rewrite seeded rows that were changed");
    seed_command->callback([&] {
        chosen.command = [&] { return seed(chosen.dry_run, chosen.force); };
    });
}

void add_import(CLI::App& app, Chosen& chosen) {
    auto* const command = app.add_subcommand("import", "Make quests from maps and tracks");
    command->require_subcommand(1);
    auto const add = [&](char const* name, char const* about, ImportOptions::Format format) {
        auto* const sub = command->add_subcommand(name, about);
        auto& options = chosen.import_options;
        sub->add_option("files", options.files, "Files to read")->required();
        sub->add_option("--place", options.place, "Name of the city (default: from the file name)");
        sub->add_flag("--dry-run", options.dry_run, "Show the quests, write nothing");
        sub->callback([&chosen, format] {
            chosen.import_options.format = format;
            chosen.command = [&chosen] { return import_quests(chosen.import_options); };
        });
    };
    add("osm", "Points of interest of OpenStreetMap as GeoJSON", ImportOptions::Format::osm);
    add("gpx", "Waypoints or a track as GPX", ImportOptions::Format::gpx);
}

void add_admin(CLI::App& app, Chosen& chosen) {
    auto* const admin = app.add_subcommand("admin", "Administrators");
    admin->require_subcommand(1);
    auto* const create = admin->add_subcommand("create", "Make a verified administrator");
    auto& options = chosen.admin;
    create->add_option("--username", options.username, "Name (ADMIN_USERNAME, default admin)");
    create->add_option("--email", options.email, "Address (ADMIN_EMAIL)");
    create->add_option("--password", options.password, "Password (ADMIN_PASSWORD)");
    create->add_option("--first-name", options.first_name, "First name (ADMIN_FIRST_NAME)");
    create->add_option("--last-name", options.last_name, "Last name (ADMIN_LAST_NAME)");
    create->add_option("--instagram", options.instagram, "Instagram name (ADMIN_INSTAGRAM)");
    create->add_option("--credits", options.credits, "Credits (ADMIN_INITIAL_CREDITS, 1000)");
    create->add_flag("-i,--interactive", options.interactive, "Ask for what is missing");
    create->add_flag("--force", options.force, "Change an existing user of that name or address");
    create->add_flag("--generate-password", options.generate_password, "Print a new password once");
    create->callback([&] { chosen.command = [&] { return create_admin(chosen.admin); }; });
}

void add_audit(CLI::App& app, Chosen& chosen) {
    auto* const audit = app.add_subcommand("audit", "The log of who did what");
    audit->require_subcommand(1);
    auto* const verify = audit->add_subcommand(
        "verify",
        "Exit with 1 when a row was edited, deleted or moved, with 2 when that is not known"
    );
    verify->add_flag("--json", chosen.as_json, "As a JSON object");
    verify->callback([&] { chosen.command = [&] { return verify_audit(chosen.as_json); }; });
}

void add_information(CLI::App& app, Chosen& chosen) {
    auto* const openapi = app.add_subcommand("openapi", "Print the OpenAPI document");
    openapi->add_flag(
        "--permissions", chosen.permissions, "Print the table of permissions instead"
    );
    openapi->callback([&] {
        chosen.command = [&] { return chosen.permissions ? print_permissions() : print_openapi(); };
    });
    auto* const config = app.add_subcommand("config", "Print the effective settings");
    config->add_flag("--json", chosen.as_json, "As a JSON object");
    config->callback([&] { chosen.command = [&] { return print_config(chosen.as_json); }; });
    app.add_subcommand("doctor", "Say what is missing and how to mend it")->callback([&] {
        chosen.command = doctor;
    });
    app.add_subcommand("version", "Print the version")->callback([&] {
        chosen.command = print_version;
    });
}

} // namespace

int main(int argc, char** argv) {
    // What a command says is seen at once, also in a file.
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    CLI::App app("QuestCity: the backend of location-based city quests", "questcity");
    app.require_subcommand(1);
    app.footer("Exit codes: 0 done, 1 failed, 2 the command line is wrong");
    Chosen chosen;
    add_servers(app, chosen);
    add_database(app, chosen);
    add_import(app, chosen);
    add_admin(app, chosen);
    add_audit(app, chosen);
    add_information(app, chosen);
    try {
        app.parse(argc, argv);
        return chosen.command();
    } catch (CLI::ParseError const& error) {
        return qc::app::explain(app, error);
    } catch (std::exception const& error) {
        std::fprintf(stderr, "questcity: %s\n", qc::failure_text(error).c_str());
        return failure;
    }
}
