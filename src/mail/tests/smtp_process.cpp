// SPDX-License-Identifier: Apache-2.0
#include "smtp_process.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace qc::test {
namespace {

struct Pipe {
    Pipe() {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
        reader = ends[0];
        writer = ends[1];
    }

    int reader = -1;
    int writer = -1;
};

[[noreturn]] void become_server(std::vector<std::string> words) {
    std::vector<char*> arguments;
    for (auto& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    ::execvp(arguments.front(), arguments.data());
    std::_Exit(127);
}

std::string read_line(int descriptor) {
    std::string line;
    char byte = 0;
    while (::read(descriptor, &byte, 1) == 1 && byte != '\n')
        line += byte;
    return line;
}

} // namespace

TemporaryFolder::TemporaryFolder() {
    auto pattern = (std::filesystem::temp_directory_path() / "qc-mail-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no folder");
    path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::vector<std::filesystem::path> TemporaryFolder::files() const {
    std::vector<std::filesystem::path> all;
    for (auto const& entry : std::filesystem::directory_iterator(path_))
        all.push_back(entry.path());
    std::ranges::sort(all);
    return all;
}

std::string content_of(std::filesystem::path const& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

SmtpProcess::SmtpProcess(
    std::filesystem::path const& folder, std::vector<std::string> const& replies
) {
    std::vector<std::string> words{
        "python3", QC_SOURCE_DIR "/src/mail/tests/smtp_server.py", folder.string()
    };
    words.insert(words.end(), replies.begin(), replies.end());
    Pipe const input;
    Pipe const output;
    process_ = ::fork();
    if (process_ == 0) {
        ::dup2(input.reader, STDIN_FILENO);
        ::dup2(output.writer, STDOUT_FILENO);
        become_server(std::move(words));
    }
    ::close(input.reader);
    ::close(output.writer);
    input_ = input.writer;
    port_ = static_cast<std::uint16_t>(std::stoi(read_line(output.reader)));
    ::close(output.reader);
}

SmtpProcess::~SmtpProcess() {
    ::close(input_);
    ::waitpid(process_, nullptr, 0);
}

} // namespace qc::test
