// SPDX-License-Identifier: Apache-2.0
#include "files/local/folder.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace qc::files {
namespace {

constexpr mode_t folder_mode = 0750;
constexpr mode_t file_mode = 0640;

[[noreturn]] void fail(char const* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

/// What openat() says when a path does not lead to a file, or leads over a symbolic link.
bool is_absence(int problem) {
    return problem == ENOENT || problem == ENOTDIR || problem == ELOOP;
}

class Descriptor {
public:
    explicit Descriptor(int number) noexcept : number_(number) {}

    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }

    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}

    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }

    [[nodiscard]] int get() const noexcept { return number_; }

    [[nodiscard]] bool is_open() const noexcept { return number_ >= 0; }

private:
    int number_;
};

enum class Missing { leave, make };

Descriptor open_child(Descriptor const& parent, std::string const& name) {
    return Descriptor(
        ::openat(parent.get(), name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    );
}

void make_child(Descriptor const& parent, std::string const& name) {
    if (::mkdirat(parent.get(), name.c_str(), folder_mode) != 0) {
        if (errno == EEXIST) return;
        fail("mkdir");
    }
    // The process may have a narrower umask; the new name must survive a crash like the file.
    if (::fchmodat(parent.get(), name.c_str(), folder_mode, 0) != 0) fail("chmod");
    if (::fsync(parent.get()) != 0) fail("fsync");
}

/// The folder that holds `key`, which is cut to its last segment. Closed when it is not there.
Descriptor open_parent(std::filesystem::path const& root, std::string_view& key, Missing missing) {
    Descriptor folder(::open(root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder.is_open()) fail("open the root of files");
    for (auto slash = key.find('/'); slash != std::string_view::npos; slash = key.find('/')) {
        std::string const name(key.substr(0, slash));
        key.remove_prefix(slash + 1);
        auto child = open_child(folder, name);
        if (!child.is_open() && errno == ENOENT && missing == Missing::make) {
            make_child(folder, name);
            child = open_child(folder, name);
        }
        if (!child.is_open() && (missing == Missing::make || !is_absence(errno)))
            fail("open folder");
        if (!child.is_open()) return child;
        folder = std::move(child);
    }
    return folder;
}

void write_all(Descriptor const& file, std::string_view rest) {
    while (!rest.empty()) {
        auto const written = ::write(file.get(), rest.data(), rest.size());
        if (written < 0) fail("write");
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
}

void write_new(Descriptor const& folder, std::string const& name, std::string_view bytes) {
    Descriptor const file(::openat(
        folder.get(), name.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, file_mode
    ));
    if (!file.is_open()) fail("create file");
    if (::fchmod(file.get(), file_mode) != 0) fail("chmod");
    write_all(file, bytes);
    if (::fsync(file.get()) != 0) fail("fsync");
}

} // namespace

Folder::Folder(std::filesystem::path root) : root_(std::move(root)) {
    std::filesystem::create_directories(root_);
}

void Folder::write(std::string_view key, std::string_view bytes) const {
    auto const folder = open_parent(root_, key, Missing::make);
    std::string const name(key);
    auto const draft = ".part-" + name;
    try {
        write_new(folder, draft, bytes);
        if (::renameat(folder.get(), draft.c_str(), folder.get(), name.c_str()) != 0)
            fail("rename");
    } catch (std::system_error const&) {
        ::unlinkat(folder.get(), draft.c_str(), 0);
        throw;
    }
    if (::fsync(folder.get()) != 0) fail("fsync");
}

std::optional<std::string> Folder::read(std::string_view key, ByteRange range) const {
    auto const folder = open_parent(root_, key, Missing::leave);
    if (!folder.is_open()) return std::nullopt;
    std::string const name(key);
    Descriptor const file(::openat(folder.get(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    if (!file.is_open() && is_absence(errno)) return std::nullopt;
    if (!file.is_open()) fail("open file");
    struct stat found{};
    if (::fstat(file.get(), &found) != 0) fail("stat");
    if (!S_ISREG(found.st_mode) || found.st_size < range.first + range.length) return std::nullopt;
    std::string bytes(static_cast<std::size_t>(range.length), '\0');
    std::size_t done = 0;
    while (done < bytes.size()) {
        auto const offset = range.first + static_cast<std::int64_t>(done);
        auto const count = ::pread(file.get(), bytes.data() + done, bytes.size() - done, offset);
        if (count < 0) fail("read");
        if (count == 0) return std::nullopt;
        done += static_cast<std::size_t>(count);
    }
    return bytes;
}

void Folder::remove(std::string_view key) const {
    auto const folder = open_parent(root_, key, Missing::leave);
    if (!folder.is_open()) return;
    std::string const name(key);
    if (::unlinkat(folder.get(), name.c_str(), 0) != 0 && errno != ENOENT) fail("unlink");
}

bool Folder::contains(std::string_view key) const {
    auto const folder = open_parent(root_, key, Missing::leave);
    if (!folder.is_open()) return false;
    std::string const name(key);
    struct stat found{};
    if (::fstatat(folder.get(), name.c_str(), &found, AT_SYMLINK_NOFOLLOW) != 0) {
        if (is_absence(errno)) return false;
        fail("stat");
    }
    return S_ISREG(found.st_mode);
}

} // namespace qc::files
