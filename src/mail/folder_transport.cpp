// SPDX-License-Identifier: Apache-2.0
#include "mail/folder_transport.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace qc::mail {
namespace {

constexpr mode_t only_owner = 0600;

/// 20260131T120000.123456Z-17, so that names sort by time.
std::string name_of(Letter const& letter) {
    auto time = to_rfc3339(letter.handed_over_at);
    std::erase_if(time, [](char byte) { return byte == '-' || byte == ':'; });
    return time + "-" + std::to_string(letter.id);
}

[[noreturn]] void fail(char const* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

class File {
public:
    explicit File(std::filesystem::path const& path)
        : descriptor_(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, only_owner)) {
        if (descriptor_ < 0) fail("open");
    }

    ~File() { ::close(descriptor_); }

    File(File const&) = delete;
    File& operator=(File const&) = delete;

    void write(std::string_view rest) const {
        while (!rest.empty()) {
            auto const written = ::write(descriptor_, rest.data(), rest.size());
            if (written < 0) fail("write");
            rest.remove_prefix(static_cast<std::size_t>(written));
        }
    }

private:
    int descriptor_;
};

void write_whole(std::filesystem::path const& path, std::string_view text) {
    // Readers list *.eml, so they never see half a message.
    auto draft = path;
    draft += ".part";
    File(draft).write(text);
    std::filesystem::rename(draft, path);
}

} // namespace

FolderTransport::FolderTransport(std::filesystem::path folder) : folder_(std::move(folder)) {}

Delivery FolderTransport::deliver(Letter const& letter) {
    try {
        std::filesystem::create_directories(folder_);
        write_whole(folder_ / (name_of(letter) + ".eml"), letter.message);
        return {};
    } catch (std::system_error const& problem) {
        return {Outcome::try_later, "outbox folder: " + problem.code().message()};
    }
}

} // namespace qc::mail
