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
    /// Makes the folder and its secrets when they are missing.
    Workspace(std::filesystem::path const& folder, Random& random);

    [[nodiscard]] std::filesystem::path const& folder() const noexcept { return folder_; }

    [[nodiscard]] std::filesystem::path outbox() const { return folder_ / "outbox"; }

    [[nodiscard]] std::string const& database_password() const noexcept { return password_; }

    /// Values for every required setting; the environment wins over them.
    [[nodiscard]] Variables settings(std::string const& database_url, std::uint16_t port) const;

    /// Leaves the settings for tools that run beside the server (read_tool_environment).
    void write_environment_file(Variables const& settings) const;

private:
    [[nodiscard]] std::string secret(std::string const& name, Random& random) const;

    std::filesystem::path folder_;
    std::string password_;
    std::string session_secret_;
};

} // namespace qc::app
