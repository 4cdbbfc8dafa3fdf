// SPDX-License-Identifier: Apache-2.0
#include "files/local/local_object_store.hpp"

#include "core/unavailable.hpp"

#include <system_error>
#include <utility>

namespace qc::files {
namespace {

constexpr std::chrono::seconds retry_after{5};

/// A full or broken disk is a dependency that is down, not a fault of the program.
template <class Work>
auto on_disk(Work const& work) {
    try {
        return work();
    } catch (std::system_error const& problem) {
        throw Unavailable(service_unavailable, problem.what(), retry_after);
    }
}

} // namespace

LocalObjectStore::LocalObjectStore(std::filesystem::path root, blocking::BlockingPool& pool)
    : folder_(std::move(root))
    , pool_(pool) {}

Task<void> LocalObjectStore::put(Object object) {
    auto work = [this, object = std::move(object)] {
        on_disk([&] { folder_.write(object.record.key, object.bytes); });
    };
    co_await pool_.run(std::move(work));
}

Task<std::optional<std::string>> LocalObjectStore::get(std::string key, ByteRange range) {
    auto work = [this, key = std::move(key), range] {
        return on_disk([&] { return folder_.read(key, range); });
    };
    co_return co_await pool_.run(std::move(work));
}

Task<void> LocalObjectStore::remove(std::string key) {
    auto work = [this, key = std::move(key)] { on_disk([&] { folder_.remove(key); }); };
    co_await pool_.run(std::move(work));
}

Task<bool> LocalObjectStore::exists(std::string key) {
    auto work = [this, key = std::move(key)] {
        return on_disk([&] { return folder_.contains(key); });
    };
    co_return co_await pool_.run(std::move(work));
}

} // namespace qc::files
