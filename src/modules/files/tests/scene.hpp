// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "api_support/api.hpp"
#include "files/files_module.hpp"
#include "files/local/local_object_store.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace qc::files {

/// A local store that can be told to fail.
class BreakableStore final : public ObjectStore {
public:
    explicit BreakableStore(std::unique_ptr<ObjectStore> real) : real_(std::move(real)) {}

    [[nodiscard]] Task<void> put(Object object) override;
    [[nodiscard]] Task<std::optional<std::string>> get(std::string key, ByteRange range) override;
    [[nodiscard]] Task<void> remove(std::string key) override;
    [[nodiscard]] Task<bool> exists(std::string key) override;

    bool puts_fail = false;
    bool removals_fail = false;

private:
    std::unique_ptr<ObjectStore> real_;
};

struct Part {
    std::string name;
    std::string file_name;
    std::string content;
};

/// The module on a real database and a real folder.
class FilesTest : public test::ApiTest {
protected:
    FilesTest();
    ~FilesTest() override;
    void SetUp() override;

    test::ApiAnswer
    upload(std::vector<Part> const& parts, access::Caller const* caller, std::string path = {});

    /// GET of an absolute URL of this store.
    test::ApiAnswer fetch(std::string const& url, http::Fields headers = {});

    /// Stores a small picture for `owner` and gives its key.
    std::string stored_picture(
        access::Caller const& owner,
        Context context = Context::quest,
        std::string release = "quests"
    );

    Result<FieldOutcome> accept(Field field) { return api().run(files().accept(std::move(field))); }

    Field field(access::Caller const& uploader, std::string text) const;

    /// In a transaction of its own.
    void link(std::string key);
    void unlink(std::string key);

    [[nodiscard]] Files& files() { return module_->facade(); }

    std::int64_t rows();
    [[nodiscard]] bool has_object(std::string const& key) const;
    [[nodiscard]] std::size_t objects() const;
    void run_job(std::string_view name);

    /// Deletes what was released.
    void settle();

    std::filesystem::path root_;
    crypto::KeyRing keys_{"a secret of at least thirty-two bytes"};
    std::unique_ptr<blocking::BlockingPool> pool_;
    /// Of the module.
    BreakableStore* store_ = nullptr;
    std::unique_ptr<FilesModule> module_;

private:
    enum class Change { link, unlink };
    Task<void> change(std::string key, Change what);
};

} // namespace qc::files
