// SPDX-License-Identifier: Apache-2.0
#include "app/dev/workspace.hpp"

#include "app/dev/small_file.hpp"
#include "crypto/base64.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace qc::app {

namespace fs = std::filesystem;

Workspace::Workspace(fs::path const& folder, Random& random) : folder_(fs::absolute(folder)) {
    for (auto const* part : {"", "outbox", "files", "keys"})
        fs::create_directories(folder_ / part);
    lock_ = lock();
    password_ = secret("database-password", random);
    session_secret_ = secret("session-secret", random);
}

Workspace::~Workspace() {
    ::close(lock_);
}

/// Two servers on one private PostgreSQL would end together with the first of them.
int Workspace::lock() const {
    auto const path = folder_ / "lock";
    // Not for the PostgreSQL that this process starts: it would hold the lock on.
    int const file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file >= 0 && ::flock(file, LOCK_EX | LOCK_NB) == 0) return file;
    if (file >= 0) ::close(file);
    throw std::runtime_error(
        "another `questcity dev` works in " + folder_.string() +
        "; stop it, or choose another folder with --workspace"
    );
}

std::string Workspace::secret(std::string const& name, Random& random) const {
    auto const path = folder_ / name;
    if (fs::exists(path)) return read_small_file(path);
    std::array<std::uint8_t, 32> bytes{};
    random.fill(bytes);
    auto const text = crypto::base64url_encode(bytes);
    write_secret_file(path, text + "\n");
    return text;
}

Variables Workspace::settings(std::string const& database_url, std::uint16_t port) const {
    return {
        {"ENVIRONMENT", "development"},
        {"APP_PORT", std::to_string(port)},
        {"APP_PUBLIC_URL", "http://127.0.0.1:" + std::to_string(port)},
        {"APP_SESSION_SECRET_KEY", session_secret_},
        {"DATABASE_URL", database_url},
        {"PRIVATE_KEY_PATH", (folder_ / "keys" / "jwt-private.pem").string()},
        {"PUBLIC_KEY_PATH", (folder_ / "keys" / "jwt-public.pem").string()},
        {"FILES_LOCAL_DIR", (folder_ / "files").string()},
        {"MAIL_OUTBOX_DIR", outbox().string()},
        {"OPENING_CREDITS", "100"},
        {"LOG_FORMAT", "console"},
    };
}

void Workspace::write_environment_file(Variables const& settings) const {
    std::string text = "# Made by questcity dev at every start; for tools in this folder.\n";
    for (auto const& [name, value] : settings)
        text.append(name).append("=").append(value).append("\n");
    write_secret_file(folder_ / "dev.env", text);
}

} // namespace qc::app
