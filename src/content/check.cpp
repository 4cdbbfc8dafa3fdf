// SPDX-License-Identifier: Apache-2.0
#include "content/check.hpp"

#include "content/active_content.hpp"
#include "content/archive.hpp"
#include "content/containers.hpp"
#include "content/file_name.hpp"
#include "content/sniff.hpp"
#include "crypto/base64.hpp"
#include "crypto/sha256.hpp"

namespace qc::content {

namespace {

constexpr auto last_type = static_cast<int>(FileType::flac);

Result<FileType> allowed_type(ContentContext context, std::string_view bytes) {
    auto const sniffed = sniff(bytes);
    auto const& limits = limits_of(context);
    auto const max_bytes =
        sniffed.type ? limits.max_bytes_of(facts_of(*sniffed.type).kind) : std::size_t{0};
    if (max_bytes == 0) return refused_type(sniffed.mime_type, allowed_mime_types(context));
    if (bytes.size() > max_bytes) return refused_size(bytes.size(), max_bytes);
    return *sniffed.type;
}

bool is_zip_based(FileType type) {
    return type == FileType::docx || type == FileType::xlsx || type == FileType::pptx;
}

} // namespace

std::vector<std::string> allowed_mime_types(ContentContext context) {
    std::vector<std::string> names;
    for (int index = 0; index <= last_type; ++index) {
        auto const& facts = facts_of(static_cast<FileType>(index));
        if (limits_of(context).max_bytes_of(facts.kind) > 0) names.emplace_back(facts.mime_type);
    }
    return names;
}

Result<Nothing> check_image_size(ContentContext context, ImageSize size) {
    if (size.width < 1 || size.height < 1 || size.frames < 1)
        return refused_as_corrupted("no pixels");
    auto const max_side = limits_of(context).max_side_px;
    auto const pixels = std::int64_t{size.width} * size.height;
    auto refusal = refused_dimensions(size, max_side);
    if (size.width > max_side || size.height > max_side) return refusal;
    if (pixels > max_pixels) return std::move(refusal).saying("More than 40 megapixels.");
    if (size.frames > max_frames) return std::move(refusal).saying("More than 300 frames.");
    if (pixels * size.frames > max_animation_pixels)
        return std::move(refusal).saying("More than 100 megapixels in all frames together.");
    return nothing;
}

std::string sha256_hex(std::string_view bytes) {
    return crypto::hex_encode(crypto::sha256(crypto::bytes_of(bytes)));
}

Result<Checked> check_content(
    ContentContext context,
    std::optional<std::string_view> file_name,
    std::string bytes,
    ImageMeasure measure
) {
    if (bytes.empty()) return errors::empty_file;
    auto const max_bytes = limits_of(context).max_bytes_of_any();
    if (bytes.size() > max_bytes) return refused_size(bytes.size(), max_bytes);
    if (file_name) QC_CHECK_NOW(check_file_name(*file_name));
    QC_TRY_NOW(auto const type, allowed_type(context, bytes));
    auto const& facts = facts_of(type);
    std::optional<ImageSize> size;
    if (facts.kind == Kind::image) {
        QC_TRY_NOW(size, measure(type, bytes));
        QC_CHECK_NOW(check_image_size(context, *size));
    }
    QC_CHECK_NOW(check_container(type, bytes));
    QC_CHECK_NOW(check_active_content(type, bytes));
    if (is_zip_based(type)) QC_CHECK_NOW(check_zip(bytes));
    QC_CHECK_NOW(check_test_virus(bytes));
    Checked checked{
        .type = type,
        .kind = facts.kind,
        .mime_type = std::string(facts.mime_type),
        .extension = std::string(facts.extension),
        .bytes = std::move(bytes),
        .width = std::nullopt,
        .height = std::nullopt,
        .sha256 = {},
    };
    if (size) {
        checked.width = size->width;
        checked.height = size->height;
    }
    checked.sha256 = sha256_hex(checked.bytes);
    return checked;
}

} // namespace qc::content
