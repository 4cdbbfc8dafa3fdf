// SPDX-License-Identifier: Apache-2.0
#include "app/dev/command.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace qc::app {
namespace {

/// Output goes to an unnamed file, not a pipe: a server that the program leaves running keeps it
/// open, and nobody could wait for the end of a pipe.
class OutputFile {
public:
    OutputFile() {
        std::array<char, 32> name{"/tmp/questcity-XXXXXX"};
        descriptor_ = mkostemp(name.data(), O_CLOEXEC);
        if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "mkostemp");
        unlink(name.data());
    }

    OutputFile(OutputFile const&) = delete;
    OutputFile& operator=(OutputFile const&) = delete;

    ~OutputFile() { close(descriptor_); }

    [[nodiscard]] int descriptor() const noexcept { return descriptor_; }

    [[nodiscard]] std::string text() const {
        std::string text;
        std::array<char, 4096> buffer{};
        lseek(descriptor_, 0, SEEK_SET);
        for (ssize_t got = 0; (got = read(descriptor_, buffer.data(), buffer.size())) > 0;) {
            text.append(buffer.data(), static_cast<std::size_t>(got));
        }
        return text;
    }

private:
    int descriptor_ = -1;
};

int wait_for(pid_t child) {
    int status = 0;
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) throw std::system_error(errno, std::generic_category(), "waitpid");
    }
    constexpr int killed = 128;
    return WIFEXITED(status) ? WEXITSTATUS(status) : killed + WTERMSIG(status);
}

} // namespace

CommandOutcome run_command(std::vector<std::string> const& arguments) {
    OutputFile const output;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output.descriptor(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output.descriptor(), STDERR_FILENO);
    std::vector<char*> argv;
    for (auto const& argument : arguments)
        argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    pid_t child = 0;
    int const error = posix_spawnp(&child, argv[0], &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) throw std::system_error(error, std::generic_category(), arguments.front());
    int const exit_code = wait_for(child);
    return {exit_code, output.text()};
}

} // namespace qc::app
