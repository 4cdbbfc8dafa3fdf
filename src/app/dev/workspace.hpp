// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/environment.hpp"
#include "core/random.hpp"

#include <filesystem>
#include <string>

namespace qc::app {

/// The folder where `questcity dev` keeps what it made: secrets, keys, database, files, mail.
/// Git ignores it; deleting it starts anew.
class Workspace {
public:
    /// Makes the folder and its secrets when they are missing. Throws std::runtime_error while
    /// another process works in it.
    Workspace(std::filesystem::path const& folder, Random& random);
    ~Workspace();
    Workspace(Workspace const&) = delete;
    Workspace& operator=(Workspace const&) = delete;

    [[nodiscard]] std::filesystem::path const& folder() const noexcept { return folder_; }

    [[nodiscard]] std::filesystem::path outbox() const { return folder_ / "outbox"; }

    [[nodiscard]] std::string const& database_password() const noexcept { return password_; }

    /// Values for every required setting; the environment wins over them.
    [[nodiscard]] Variables settings(std::string const& database_url, std::uint16_t port) const;

    /// Leaves the settings for tools that run beside the server (read_tool_environment).
    void write_environment_file(Variables const& settings) const;

private:
    [[nodiscard]] std::string secret(std::string const& name, Random& random) const;
    [[nodiscard]] int lock() const;

    std::filesystem::path folder_;
    /// Of a file that is locked until the end of this object or of the process.
    int lock_ = -1;
    std::string password_;
    std::string session_secret_;
};

} // namespace qc::app
