// SPDX-License-Identifier: Apache-2.0
#include "app/dev/private_cluster.hpp"

#include "app/dev/command.hpp"
#include "app/dev/free_port.hpp"
#include "app/dev/small_file.hpp"

#include <unistd.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace qc::app {
namespace {

namespace fs = std::filesystem;

/// PostgreSQL refuses to run as root, so root hands over to the user of the Debian package.
std::vector<std::string> as_owner(std::vector<std::string> command) {
    if (geteuid() != 0) return command;
    std::vector<std::string> dropped{
        "setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"
    };
    dropped.insert(dropped.end(), command.begin(), command.end());
    return dropped;
}

bool owner_reaches(fs::path const& folder) {
    return run_command(as_owner({"test", "-x", folder.string()})).succeeded();
}

/// A new folder that nobody could have prepared.
fs::path make_folder_elsewhere() {
    std::string pattern = "/var/tmp/questcity-postgres-XXXXXX";
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make " + pattern);
    return pattern;
}

/// Below the workspace, or, when the user postgres cannot go there (a home of mode 0700), in a
/// folder of its own whose name the workspace keeps; `./dev clean --all` reads it, too.
fs::path cluster_folder(fs::path const& workspace) {
    if (geteuid() != 0 || owner_reaches(workspace)) return workspace / "postgres";
    auto const note = workspace / "postgres-folder";
    if (fs::exists(note)) return read_small_file(note);
    auto folder = make_folder_elsewhere();
    write_small_file(note, folder.string());
    return folder;
}

void require(CommandOutcome const& outcome, std::string const& what) {
    if (!outcome.succeeded()) throw std::runtime_error(what + " failed:\n" + outcome.output);
}

} // namespace

fs::path postgres_programs() {
    std::vector<fs::path> found;
    std::error_code error;
    for (auto const& version : fs::directory_iterator("/usr/lib/postgresql", error)) {
        if (fs::exists(version.path() / "bin" / "initdb")) found.push_back(version.path() / "bin");
    }
    if (found.empty()) return {};
    auto const number = [](fs::path const& programs) {
        return std::atoi(programs.parent_path().filename().c_str());
    };
    return *std::ranges::max_element(found, {}, number);
}

PrivateCluster::PrivateCluster(fs::path const& workspace, std::string password)
    : programs_(postgres_programs())
    , folder_(cluster_folder(workspace)) {
    if (programs_.empty()) {
        throw std::runtime_error("PostgreSQL is not installed; run: ./dev setup");
    }
    if (!fs::exists(folder_ / "data" / "PG_VERSION")) make(password);
    if (!is_running()) start();
    auto const port = read_small_file(folder_ / "port");
    url_ = "postgresql://questcity:" + password + "@127.0.0.1:" + port + "/questcity";
    if (is_new_) {
        auto const maintenance =
            "postgresql://questcity:" + password + "@127.0.0.1:" + port + "/postgres";
        require(
            run_command(
                {(programs_ / "psql").string(), maintenance, "-q", "-c", "CREATE DATABASE questcity"
                }
            ),
            "Making the database"
        );
    }
}

PrivateCluster::~PrivateCluster() {
    if (!started_) return;
    (void)run_command(as_owner(
        {(programs_ / "pg_ctl").string(),
         "-D",
         (folder_ / "data").string(),
         "-m",
         "fast",
         "-w",
         "stop"}
    ));
}

void PrivateCluster::make(std::string const& password) {
    fs::remove_all(folder_ / "data");
    fs::create_directories(folder_);
    auto const password_file = folder_ / "initial-password";
    write_secret_file(password_file, password + "\n");
    if (geteuid() == 0) {
        require(run_command({"chown", "-R", "postgres:postgres", folder_.string()}), "chown");
    }
    fs::permissions(folder_, fs::perms::owner_all);
    auto const outcome = run_command(as_owner(
        {(programs_ / "initdb").string(),
         "-D",
         (folder_ / "data").string(),
         "--username=questcity",
         "--pwfile=" + password_file.string(),
         "--auth=scram-sha-256",
         "--encoding=UTF8",
         "--locale=C.UTF-8"}
    ));
    fs::remove(password_file);
    require(outcome, "initdb");
    is_new_ = true;
}

bool PrivateCluster::is_running() const {
    return run_command(
               as_owner(
                   {(programs_ / "pg_ctl").string(), "-D", (folder_ / "data").string(), "status"}
               )
    )
        .succeeded();
}

void PrivateCluster::start() {
    // The port is chosen anew: somebody else may hold the one of the last time.
    auto const port = std::to_string(free_port());
    // A deadlock is found before lock_timeout ends the waits of all who are in it.
    auto const options = "-c listen_addresses=127.0.0.1 -c unix_socket_directories= "
                         "-c deadlock_timeout=200ms -c port=" +
                         port;
    auto const outcome = run_command(as_owner(
        {(programs_ / "pg_ctl").string(),
         "-D",
         (folder_ / "data").string(),
         "-l",
         (folder_ / "log").string(),
         "-o",
         options,
         "-w",
         "start"}
    ));
    if (!outcome.succeeded()) {
        throw std::runtime_error(
            "The private PostgreSQL did not start; its log is " + (folder_ / "log").string() +
            "\n" + outcome.output
        );
    }
    write_small_file(folder_ / "port", port);
    started_ = true;
}

} // namespace qc::app
