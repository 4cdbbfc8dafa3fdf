// SPDX-License-Identifier: Apache-2.0
#include "app/dev/small_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace qc::app {
namespace {

void replace_file(std::filesystem::path const& path, std::string_view content, mode_t mode) {
    auto temporary = path;
    temporary += ".new";
    int const file = open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
    bool good = file >= 0;
    good =
        good && write(file, content.data(), content.size()) == static_cast<ssize_t>(content.size());
    if (file >= 0) good = close(file) == 0 && good;
    if (!good) throw std::runtime_error("cannot write " + temporary.string());
    std::filesystem::rename(temporary, path);
}

} // namespace

std::string read_small_file(std::filesystem::path const& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path.string());
    std::string text(std::istreambuf_iterator<char>(file), {});
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
        text.pop_back();
    return text;
}

void write_small_file(std::filesystem::path const& path, std::string_view content) {
    replace_file(path, content, S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH);
}

void write_secret_file(std::filesystem::path const& path, std::string_view content) {
    replace_file(path, content, S_IRUSR | S_IWUSR);
}

} // namespace qc::app
