// SPDX-License-Identifier: Apache-2.0
#include "files/http/routes.hpp"

#include "content/errors.hpp"
#include "contract/types.hpp"
#include "files/domain/errors.hpp"
#include "files/domain/file_key.hpp"
#include "files/http/content_answer.hpp"
#include "files/http/upload_form.hpp"
#include "http/endpoint.hpp"

#include <boost/describe/class.hpp>

namespace qc::files {

/// One stored file as POST /files answers it.
struct UploadedFile {
    std::string url;
    std::string key;
    std::string mime_type;
    std::int64_t size = 0;
    std::string sha256;
    std::optional<std::int32_t> width;
    std::optional<std::int32_t> height;
    /// When it goes unless a row refers to it by then.
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(
    UploadedFile, (), (url, key, mime_type, size, sha256, width, height, expires_at)
)

struct UploadedFiles {
    std::vector<UploadedFile> files;
};
BOOST_DESCRIBE_STRUCT(UploadedFiles, (), (files))

} // namespace qc::files

namespace qc::files {
namespace {

constexpr std::chrono::hours unreferenced_life{24};
constexpr std::chrono::seconds upload_deadline{60};

http::RouteSpec upload_spec() {
    http::RouteSpec spec{
        .method = http::Method::post,
        .path = "/api/v1/files",
        .summary = "Store 1..10 files for later use",
        .tag = "Files",
        .access = http::verified()
    };
    spec.errors = content::upload_errors();
    spec.success = 201;
    spec.rate = http::RateClass::upload;
    spec.priority = http::Priority::write;
    spec.body_kind = http::BodyKind::multipart;
    spec.body_limit_bytes = http::multipart_limit_bytes;
    spec.deadline = upload_deadline;
    return spec;
}

http::RouteSpec content_spec() {
    http::RouteSpec spec{
        .method = http::Method::get,
        .path = "/api/v1/files/{key...}",
        .summary = "Content of a stored file or default picture",
        .tag = "Files",
        .access = http::anyone().where("private files need the signature of their URL")
    };
    spec.errors = {&file_not_found, &link_refused, &range_not_satisfiable};
    spec.body_kind = http::BodyKind::none;
    spec.deadline = upload_deadline;
    return spec;
}

Task<Result<std::vector<StoredFile>>>
store_uploads(RouteServices services, http::Request const& request) {
    QC_TRY(auto uploads, read_uploads(request, request.signed_in().user));
    co_return co_await services.intake.store(std::move(uploads));
}

UploadedFile view_of(StoredFile file, RouteServices const& services) {
    UploadedFile view;
    view.url = services.urls.url(file.key);
    view.key = std::move(file.key);
    view.mime_type = std::move(file.mime_type);
    view.size = file.size_bytes;
    view.sha256 = std::move(file.sha256_hex);
    view.width = file.width;
    view.height = file.height;
    view.expires_at = services.clock.now() + unreferenced_life;
    return view;
}

void add_uploads(http::Routes& routes, RouteServices const& services) {
    routes.push_back(http::plain_route<UploadedFiles>(
        upload_spec(),
        [services](http::Call<> const& call) -> Task<Result<UploadedFiles>> {
            QC_TRY(auto stored, co_await store_uploads(services, call.request));
            UploadedFiles view;
            for (auto& file : stored)
                view.files.push_back(view_of(std::move(file), services));
            co_return view;
        }
    ));
}

std::optional<Signature> signature_of(http::Request const& request) {
    std::optional<std::string> expires;
    std::optional<std::string> mac;
    for (auto& [name, value] : http::query_fields(request)) {
        if (name == "exp") expires = value;
        if (name == "sig") mac = value;
    }
    if (!expires || !mac) return std::nullopt;
    return Signature{*std::move(expires), *std::move(mac)};
}

http::Response picture_answer(http::Request const& request, DefaultPicture const& picture) {
    ContentFacts const facts{
        "image/png", picture.sha256_hex, static_cast<std::int64_t>(picture.bytes.size()), false
    };
    auto answer = answer_for(request, facts);
    if (answer.range) {
        answer.response.body = picture.bytes.substr(
            static_cast<std::size_t>(answer.range->first),
            static_cast<std::size_t>(answer.range->length)
        );
    }
    return std::move(answer.response);
}

Task<Result<http::Response>>
stored_answer(RouteServices services, http::Request const& request, std::string key) {
    if (!is_well_formed_key(key)) co_return file_not_found;
    if (!services.urls.may_read(key, signature_of(request))) co_return link_refused;
    auto const record = co_await services.records.find(key);
    if (!record) co_return file_not_found;
    ContentFacts const facts{
        record->mime_type, record->sha256_hex, record->size_bytes, is_private_key(key)
    };
    auto answer = answer_for(request, facts);
    if (!answer.range) co_return std::move(answer.response);
    auto bytes = co_await services.objects.get(std::move(key), *answer.range);
    if (!bytes) co_return file_not_found;
    answer.response.body = *std::move(bytes);
    co_return std::move(answer.response);
}

/// A handler of its own: the answer is no JSON, and its status depends on the header fields.
void add_content(http::Routes& routes, RouteServices const& services) {
    http::Route route;
    route.spec = content_spec();
    route.produces = "application/octet-stream";
    route.handler = [services](http::Request const& request, http::RouteContext&)
        -> Task<Result<http::Response>> {
        auto const& key = request.path_parameters.front().second;
        if (!is_static_key(key)) co_return co_await stored_answer(services, request, key);
        auto const* const picture = co_await services.pictures.find(key);
        if (picture == nullptr) co_return file_not_found;
        co_return picture_answer(request, *picture);
    };
    routes.push_back(std::move(route));
}

} // namespace

void add_routes(http::Routes& routes, RouteServices const& services) {
    add_uploads(routes, services);
    add_content(routes, services);
}

} // namespace qc::files
