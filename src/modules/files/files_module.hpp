// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "blocking/blocking_pool.hpp"
#include "core/job.hpp"
#include "core/random.hpp"
#include "crypto/key_ring.hpp"
#include "files/application/default_pictures.hpp"
#include "files/application/disposal.hpp"
#include "files/application/file_urls.hpp"
#include "files/application/intake.hpp"
#include "files/application/ports.hpp"
#include "files/application/stored_files.hpp"
#include "files/postgres/file_records.hpp"
#include "http/route.hpp"
#include "pg/database.hpp"

#include <memory>
#include <string>

namespace qc::files {

struct LocalStorage {
    /// FILES_LOCAL_DIR.
    std::string folder;
    /// FILES_PUBLIC_URL.
    std::string public_url;
};

/// Of one worker; everything outlives the module.
struct FilesServices {
    pg::Database& database;
    Clock const& clock;
    Random& random;
    crypto::KeyRing const& keys;
    /// For the checks of content and for the disk.
    blocking::BlockingPool& pool;
    LocalStorage storage;
};

class FilesModule {
public:
    /// Keeps objects in the folder of the storage, which is made when it is missing.
    explicit FilesModule(FilesServices const& services);

    /// Keeps objects elsewhere.
    FilesModule(FilesServices const& services, std::unique_ptr<ObjectStore> objects);
    FilesModule(FilesModule const&) = delete;
    FilesModule& operator=(FilesModule const&) = delete;

    [[nodiscard]] Files& facade() { return files_; }

    void add_routes(http::Routes& routes);
    void add_jobs(Jobs& jobs);

private:
    Clock const& clock_;
    std::unique_ptr<ObjectStore> objects_;
    PostgresFileRecords records_;
    DefaultPictures pictures_;
    FileUrls urls_;
    Disposal disposal_;
    Intake intake_;
    StoredFiles files_;
};

} // namespace qc::files
