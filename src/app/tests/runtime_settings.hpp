// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/settings.hpp"
#include "jwt/signing_key.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace qc::app {

/// A folder of its own for everything a server writes; gone at the end.
class ServerFolder {
public:
    ServerFolder() {
        auto pattern = (std::filesystem::temp_directory_path() / "qc_runtime_XXXXXX").string();
        path_ = ::mkdtemp(pattern.data());
        write_keys(jwt::SigningKey::generate());
    }

    ServerFolder(ServerFolder const&) = delete;
    ServerFolder& operator=(ServerFolder const&) = delete;

    ~ServerFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    void write_keys(jwt::SigningKey const& key) const {
        std::ofstream(path_ / "private.pem") << key.private_pem();
        std::ofstream(path_ / "public.pem") << key.public_key().pem();
    }

    void remove_private_key() const { std::filesystem::remove(path_ / "private.pem"); }

    [[nodiscard]] Settings settings(std::string database_url) const {
        Settings settings;
        settings.environment = Environment::testing;
        settings.service_version = "0";
        settings.secret = "0123456789abcdef0123456789abcdef";
        settings.http.port = 0;
        settings.http.internal_port = 0;
        settings.http.public_url = "http://127.0.0.1";
        settings.database.url = std::move(database_url);
        settings.files.local_dir = (path_ / "files").string();
        settings.files.public_url = "http://127.0.0.1/api/v1/files";
        settings.tokens.private_key_path = (path_ / "private.pem").string();
        settings.tokens.public_key_path = (path_ / "public.pem").string();
        settings.mail.outbox_dir = (path_ / "outbox").string();
        return settings;
    }

private:
    std::filesystem::path path_;
};

} // namespace qc::app
