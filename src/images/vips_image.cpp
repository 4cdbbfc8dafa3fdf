// SPDX-License-Identifier: Apache-2.0
#include "images/vips_image.hpp"

#include <mutex>
#include <stdexcept>

namespace qc::images::detail {

namespace {

using content::FileType;

constexpr int jpeg_quality = 90;
constexpr int webp_quality = 90;
/// zlib's own middle; higher levels cost several times more for a few percent.
constexpr int png_compression = 6;
constexpr int quick_webp_effort = 2;
constexpr int quick_gif_effort = 3;

void discard_log(char const*, GLogLevelFlags, char const*, void*) {}

using Load = int (*)(void* bytes, std::size_t length, VipsImage** out, ...);

Load loader_of(FileType type) {
    switch (type) {
    case FileType::jpeg:
        return &vips_jpegload_buffer;
    case FileType::png:
        return &vips_pngload_buffer;
    case FileType::gif:
        return &vips_gifload_buffer;
    case FileType::webp:
        return &vips_webpload_buffer;
    case FileType::tiff:
        return &vips_tiffload_buffer;
    case FileType::bmp:
        return &vips_magickload_buffer;
    default:
        return nullptr;
    }
}

struct Written {
    void* bytes = nullptr;
    std::size_t length = 0;
    int failed = 0;
};

Written written(VipsImage* image, FileType type, bool lossless) {
    Written out;
    switch (type) {
    case FileType::jpeg:
        out.failed = vips_jpegsave_buffer(
            image,
            &out.bytes,
            &out.length,
            "Q",
            jpeg_quality,
            "optimize_coding",
            TRUE,
            "strip",
            TRUE,
            nullptr
        );
        return out;
    case FileType::gif:
        out.failed = vips_gifsave_buffer(
            image, &out.bytes, &out.length, "effort", quick_gif_effort, "strip", TRUE, nullptr
        );
        return out;
    case FileType::webp:
        out.failed = vips_webpsave_buffer(
            image,
            &out.bytes,
            &out.length,
            "Q",
            webp_quality,
            "lossless",
            lossless ? TRUE : FALSE,
            "effort",
            quick_webp_effort,
            "strip",
            TRUE,
            nullptr
        );
        return out;
    case FileType::tiff:
        out.failed = vips_tiffsave_buffer(
            image,
            &out.bytes,
            &out.length,
            "compression",
            VIPS_FOREIGN_TIFF_COMPRESSION_DEFLATE,
            "predictor",
            VIPS_FOREIGN_TIFF_PREDICTOR_HORIZONTAL,
            "strip",
            TRUE,
            nullptr
        );
        return out;
    default:
        out.failed = vips_pngsave_buffer(
            image, &out.bytes, &out.length, "compression", png_compression, "strip", TRUE, nullptr
        );
        return out;
    }
}

void clear(char& byte, int flag) {
    byte = static_cast<char>(byte & ~flag);
}

/// webpsave of libvips 8.14 ignores `strip` and writes an EXIF block of its own. Chunks of RIFF:
/// four letters, the length in little endian, the content, padded to an even length.
std::string without_exif_chunk(std::string_view webp) {
    constexpr std::size_t first_chunk = 12;
    constexpr std::size_t chunk_head = 8;
    constexpr int exif_flag = 0x08;
    std::string out(webp.substr(0, first_chunk));
    for (auto at = first_chunk; at + chunk_head <= webp.size();) {
        std::size_t length = 0;
        for (std::size_t byte = 0; byte < 4; ++byte)
            length |= std::size_t{static_cast<unsigned char>(webp[at + 4 + byte])} << byte * 8;
        auto const chunk = webp.substr(at, chunk_head + length + length % 2);
        auto const start_of_copy = out.size();
        if (!chunk.starts_with("EXIF")) out += chunk;
        if (chunk.starts_with("VP8X")) clear(out.at(start_of_copy + chunk_head), exif_flag);
        at += chunk.size();
    }
    auto const riff_length = out.size() - chunk_head;
    for (std::size_t byte = 0; byte < 4; ++byte)
        out.at(4 + byte) = static_cast<char>(riff_length >> byte * 8 & 0xFF);
    return out;
}

} // namespace

/// One picture at a time per thread of the pool, no cache between them, and no loader that its
/// authors do not trust. BMP is an exception: libvips reads it through ImageMagick only, and it
/// is asked for after the content was found to be BMP, so no other coder of it can be reached.
void start() {
    static std::once_flag started;
    std::call_once(started, [] {
        if (VIPS_INIT("questcity") != 0) throw std::runtime_error("libvips cannot be started");
        g_log_set_handler("VIPS", G_LOG_LEVEL_MASK, &discard_log, nullptr);
        vips_concurrency_set(1);
        vips_cache_set_max(0);
        vips_block_untrusted_set(TRUE);
        vips_operation_block_set("VipsForeignLoadMagickBuffer", FALSE);
    });
}

bool has_frames(FileType type) {
    return type == FileType::gif || type == FileType::webp || type == FileType::tiff;
}

Image opened(FileType type, std::string_view bytes, int frames) {
    start();
    auto* const load = loader_of(type);
    if (load == nullptr) return {};
    // The C interface takes a mutable pointer and only reads.
    auto* const start_of_bytes = const_cast<char*>(bytes.data());
    VipsImage* image = nullptr;
    auto const failed = has_frames(type) ? load(
                                               start_of_bytes,
                                               bytes.size(),
                                               &image,
                                               "access",
                                               VIPS_ACCESS_SEQUENTIAL,
                                               "fail_on",
                                               VIPS_FAIL_ON_TRUNCATED,
                                               "n",
                                               frames,
                                               nullptr
                                           )
                                         : load(
                                               start_of_bytes,
                                               bytes.size(),
                                               &image,
                                               "access",
                                               VIPS_ACCESS_SEQUENTIAL,
                                               "fail_on",
                                               VIPS_FAIL_ON_TRUNCATED,
                                               nullptr
                                           );
    return Image(failed == 0 ? image : nullptr);
}

Encoded encoded(VipsImage* image, FileType type, bool lossless) {
    auto const out = written(image, type, lossless);
    std::unique_ptr<void, decltype(&g_free)> const owned(out.bytes, &g_free);
    if (out.failed != 0) return {{}, true};
    std::string bytes(static_cast<char const*>(out.bytes), out.length);
    if (type == FileType::webp) bytes = without_exif_chunk(bytes);
    return {std::move(bytes), false};
}

} // namespace qc::images::detail
