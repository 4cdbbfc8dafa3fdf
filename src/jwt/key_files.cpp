// SPDX-License-Identifier: Apache-2.0
#include "jwt/key_files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <optional>
#include <string>
#include <system_error>

namespace qc::jwt {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_pem_size = std::size_t{64} * 1024;
constexpr mode_t secret_mode = 0600;
constexpr mode_t public_mode = 0644;

std::string read_pem(fs::path const& path) {
    std::ifstream file(path, std::ios::binary);
    std::string text(max_pem_size, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (file.gcount() == 0) throw UnreadableKey("cannot be read, or is empty");
    text.resize(static_cast<std::size_t>(file.gcount()));
    return text;
}

/// Adds the file to what a key's own error says, and keeps its type.
template <class Key>
Key load(fs::path const& path) {
    try {
        return Key::from_pem(read_pem(path));
    } catch (UnreadableKey const& error) {
        throw UnreadableKey(path.string() + ": " + error.what());
    } catch (KeyError const& error) {
        throw KeyError(path.string() + ": " + error.what());
    }
}

template <class Key>
std::optional<Key> load_if_readable(fs::path const& path) {
    try {
        return load<Key>(path);
    } catch (UnreadableKey const&) {
        return std::nullopt;
    }
}

class OpenFile {
public:
    OpenFile(fs::path const& path, mode_t mode)
        : descriptor_(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)) {}

    OpenFile(OpenFile const&) = delete;
    OpenFile& operator=(OpenFile const&) = delete;

    ~OpenFile() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }

    /// The mode is set again because the umask may have narrowed it, or the file may be older.
    [[nodiscard]] bool write(std::string const& text, mode_t mode) const {
        return descriptor_ >= 0 && ::fchmod(descriptor_, mode) == 0 &&
               ::write(descriptor_, text.data(), text.size()) ==
                   static_cast<ssize_t>(text.size()) &&
               ::fsync(descriptor_) == 0;
    }

private:
    int descriptor_;
};

void make_directory(fs::path const& directory) {
    if (directory.empty() || !fs::create_directories(directory)) return;
    using fs::perms;
    fs::permissions(
        directory,
        perms::owner_all | perms::group_read | perms::group_exec | perms::others_read |
            perms::others_exec
    );
}

/// Whole or not at all: a server that starts at the same time never sees half a key.
void write_pem(fs::path const& path, std::string const& text, mode_t mode) {
    try {
        make_directory(path.parent_path());
        if (fs::exists(path)) fs::rename(path, path.string() + ".old");
        fs::path const fresh = path.string() + ".new";
        OpenFile const file(fresh, mode);
        if (!file.write(text, mode))
            throw std::system_error(errno, std::generic_category(), fresh.string());
        fs::rename(fresh, path);
    } catch (std::system_error const& error) {
        throw KeyError(path.string() + ": the key cannot be written: " + error.what());
    }
}

SigningKey complete_pair(KeyPaths const& paths) {
    auto existing = load_if_readable<SigningKey>(paths.private_key);
    bool const is_new = !existing;
    auto signing = existing ? *std::move(existing) : SigningKey::generate();
    if (is_new) write_pem(paths.private_key, signing.private_pem(), secret_mode);
    if (is_new || !load_if_readable<PublicKey>(paths.public_key))
        write_pem(paths.public_key, signing.public_key().pem(), public_mode);
    return signing;
}

} // namespace

KeySet load_keys(KeyPaths const& paths, WhenMissing when_missing) {
    auto signing = when_missing == WhenMissing::generate ? complete_pair(paths)
                                                         : load<SigningKey>(paths.private_key);
    auto const published = load<PublicKey>(paths.public_key);
    if (published.kid() != signing.public_key().kid())
        throw KeyError(
            paths.public_key.string() + " is not the public key of " + paths.private_key.string()
        );
    std::vector<PublicKey> previous;
    for (auto const& path : paths.previous)
        previous.push_back(load<PublicKey>(path));
    return KeySet(std::move(signing), std::move(previous));
}

} // namespace qc::jwt
