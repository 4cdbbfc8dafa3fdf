// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace qc::test {

/// A folder of its own below the temporary one, removed at the end.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(TemporaryFolder const&) = delete;
    TemporaryFolder& operator=(TemporaryFolder const&) = delete;

    [[nodiscard]] std::filesystem::path const& path() const noexcept { return path_; }

    /// Sorted by name.
    [[nodiscard]] std::vector<std::filesystem::path> files() const;

private:
    std::filesystem::path path_;
};

[[nodiscard]] std::string content_of(std::filesystem::path const& file);

/// tests/smtp_server.py, running.
class SmtpProcess {
public:
    SmtpProcess(std::filesystem::path const& folder, std::vector<std::string> const& replies);
    ~SmtpProcess();
    SmtpProcess(SmtpProcess const&) = delete;
    SmtpProcess& operator=(SmtpProcess const&) = delete;

    [[nodiscard]] std::uint16_t port() const noexcept { return port_; }

private:
    pid_t process_ = -1;
    int input_ = -1;
    std::uint16_t port_ = 0;
};

} // namespace qc::test
