// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace qc::app {

/// The folder with initdb and pg_ctl of the newest installed PostgreSQL; empty when there is none.
[[nodiscard]] std::filesystem::path postgres_programs();

/// A PostgreSQL cluster of one project folder: loopback only, with a generated password, made at
/// the first start and kept. Run by root it belongs to the user postgres, because PostgreSQL
/// refuses to run as root.
class PrivateCluster {
public:
    /// Throws std::runtime_error, with what to do, when PostgreSQL is missing or does not start.
    PrivateCluster(std::filesystem::path const& workspace, std::string password);
    PrivateCluster(PrivateCluster const&) = delete;
    PrivateCluster& operator=(PrivateCluster const&) = delete;

    /// Stops the server if this object started it.
    ~PrivateCluster();

    /// URI of the database questcity; holds the password.
    [[nodiscard]] std::string const& url() const noexcept { return url_; }

    /// True when the cluster was made just now.
    [[nodiscard]] bool is_new() const noexcept { return is_new_; }

private:
    void make(std::string const& password);
    void start();
    [[nodiscard]] bool is_running() const;

    std::filesystem::path programs_;
    std::filesystem::path folder_;
    std::string url_;
    bool is_new_ = false;
    bool started_ = false;
};

} // namespace qc::app
