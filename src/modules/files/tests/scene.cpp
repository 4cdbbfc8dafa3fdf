// SPDX-License-Identifier: Apache-2.0
#include "scene.hpp"

#include "core/unavailable.hpp"
#include "images/tests/samples.hpp"
#include "pg/rows.hpp"

#include <algorithm>
#include <cstdlib>

namespace qc::files {
namespace {

constexpr std::string_view prefix = "https://quest.example/api/v1/files";

} // namespace

Task<void> BreakableStore::put(Object object) {
    if (puts_fail) throw Unavailable(service_unavailable, "full", std::chrono::seconds{5});
    co_await real_->put(std::move(object));
}

Task<std::optional<std::string>> BreakableStore::get(std::string key, ByteRange range) {
    co_return co_await real_->get(std::move(key), range);
}

Task<void> BreakableStore::remove(std::string key) {
    if (removals_fail) throw Unavailable(service_unavailable, "down", std::chrono::seconds{5});
    co_await real_->remove(std::move(key));
}

Task<bool> BreakableStore::exists(std::string key) {
    co_return co_await real_->exists(std::move(key));
}

FilesTest::FilesTest() {
    auto pattern = (std::filesystem::temp_directory_path() / "qc-files-XXXXXX").string();
    root_ = ::mkdtemp(pattern.data());
}

FilesTest::~FilesTest() {
    std::error_code ignored;
    std::filesystem::remove_all(root_, ignored);
}

void FilesTest::SetUp() {
    ApiTest::SetUp();
    if (IsSkipped()) return;
    pool_ =
        std::make_unique<blocking::BlockingPool>(api().clock(), blocking::PoolLimits{.threads = 2});
    auto local = std::make_unique<LocalObjectStore>(root_, *pool_);
    auto store = std::make_unique<BreakableStore>(std::move(local));
    store_ = store.get();
    FilesServices const services{
        api().database(),
        api().clock(),
        api().random(),
        keys_,
        *pool_,
        {root_.string(), std::string(prefix)}
    };
    module_ = std::make_unique<FilesModule>(services, std::move(store));
    http::Routes routes;
    module_->add_routes(routes);
    api().serve(std::move(routes));
}

test::ApiAnswer
FilesTest::upload(std::vector<Part> const& parts, access::Caller const* caller, std::string path) {
    std::string body;
    for (auto const& part : parts) {
        body += "--limit\r\nContent-Disposition: form-data; name=\"" + part.name + "\"";
        if (!part.file_name.empty()) body += "; filename=\"" + part.file_name + "\"";
        body += "\r\n\r\n" + part.content + "\r\n";
    }
    test::ApiCall call;
    call.method = http::Method::post;
    call.target = path.empty() ? "/api/v1/files" : std::move(path);
    call.body = body + "--limit--\r\n";
    call.caller = caller;
    call.headers.emplace_back("Content-Type", "multipart/form-data; boundary=limit");
    return api().call(call);
}

test::ApiAnswer FilesTest::fetch(std::string const& url, http::Fields headers) {
    test::ApiCall call;
    call.target = url.substr(std::string_view("https://quest.example").size());
    call.headers = std::move(headers);
    return api().call(call);
}

std::string
FilesTest::stored_picture(access::Caller const& owner, Context context, std::string release) {
    Upload upload{
        context, std::move(release), owner.user, std::nullopt, images::tests::picture(".png")
    };
    return api().run(files().store(std::move(upload)))->key;
}

Field FilesTest::field(access::Caller const& uploader, std::string text) const {
    Field field;
    field.text = std::move(text);
    field.context = Context::quest;
    field.release = "quests";
    field.uploader = uploader.user;
    field.where = {std::string("body"), std::string("image")};
    return field;
}

Task<void> FilesTest::change(std::string key, Change what) {
    auto const transaction = co_await api().database().begin();
    if (what == Change::link)
        co_await files().link(*transaction, std::move(key));
    else
        co_await files().unlink(*transaction, std::move(key));
    co_await transaction->commit();
}

void FilesTest::link(std::string key) {
    api().run(change(std::move(key), Change::link));
}

void FilesTest::unlink(std::string key) {
    api().run(change(std::move(key), Change::unlink));
}

std::int64_t FilesTest::rows() {
    return pg::only_row<std::int64_t>(api().session().run("select count(*) from stored_file"));
}

bool FilesTest::has_object(std::string const& key) const {
    return std::filesystem::exists(root_ / key);
}

std::size_t FilesTest::objects() const {
    std::size_t count = 0;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(root_))
        count += entry.is_regular_file() ? 1 : 0;
    return count;
}

void FilesTest::run_job(std::string_view name) {
    Jobs jobs;
    module_->add_jobs(jobs);
    auto const found = std::ranges::find(jobs, name, &Job::name);
    ASSERT_NE(found, jobs.end());
    api().run(found->run());
}

void FilesTest::settle() {
    run_job("delete released files");
}

} // namespace qc::files
