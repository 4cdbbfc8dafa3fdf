// SPDX-License-Identifier: Apache-2.0
#include "app/commands/offline_graph.hpp"

#include "app/runtime/worker.hpp"
#include "app/version.hpp"

#include <unistd.h>

#include <filesystem>

namespace qc::app {
namespace {

/// Enough to build the modules; nothing of it is ever used.
Settings settings_for_documents(std::filesystem::path const& folder) {
    Settings settings;
    settings.environment = Environment::testing;
    settings.service_version = version;
    settings.secret = std::string("0123456789abcdef0123456789abcdef");
    settings.http.public_url = "http://localhost";
    settings.files.public_url = "http://localhost/api/v1/files";
    settings.files.local_dir = (folder / "files").string();
    settings.database.url = "postgresql:///none?host=/nowhere";
    settings.mail.outbox_dir = (folder / "outbox").string();
    settings.tokens.private_key_path = (folder / "private.pem").string();
    settings.tokens.public_key_path = (folder / "public.pem").string();
    return settings;
}

/// A folder that goes away again.
class TemporaryFolder {
public:
    TemporaryFolder() {
        auto pattern = (std::filesystem::temp_directory_path() / "questcity-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr) {
            throw std::system_error(errno, std::generic_category(), "mkdtemp");
        }
        path_ = pattern;
    }

    TemporaryFolder(TemporaryFolder const&) = delete;
    TemporaryFolder& operator=(TemporaryFolder const&) = delete;

    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    [[nodiscard]] std::filesystem::path const& path() const noexcept { return path_; }

private:
    std::filesystem::path path_;
};

} // namespace

struct OfflineGraph::Parts {
    explicit Parts(Settings settings)
        : process(std::move(settings))
        , pools(process.clock, process.settings.limits)
        , database(
              context.get_executor(),
              database_options(process.settings, nullptr),
              process.clock,
              process.random
          )
        , modules(process, pools, context.get_executor(), database) {}

    ProcessParts process;
    boost::asio::io_context context{1};
    BlockingPools pools;
    pg::Database database;
    ModuleGraph modules;
};

OfflineGraph::OfflineGraph() {
    TemporaryFolder folder;
    parts_ = std::make_unique<Parts>(settings_for_documents(folder.path()));
}

OfflineGraph::OfflineGraph(Settings settings)
    : parts_(std::make_unique<Parts>(std::move(settings))) {}

OfflineGraph::~OfflineGraph() = default;

ModuleGraph& OfflineGraph::modules() {
    return parts_->modules;
}

pg::Database& OfflineGraph::database() {
    return parts_->database;
}

ProcessParts& OfflineGraph::process() {
    return parts_->process;
}

boost::asio::io_context& OfflineGraph::context() {
    return parts_->context;
}

} // namespace qc::app
