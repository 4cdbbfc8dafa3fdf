// SPDX-License-Identifier: Apache-2.0
#include "app/documents/assets.hpp"

#include <array>

// The assembler reads the files: no compiler has to parse megabytes of array.
// NOLINTBEGIN(bugprone-macro-parentheses)
#define QC_ASSET(symbol, file)                                                                     \
    __asm__(".pushsection .rodata\n" #symbol ":\n.incbin \"" file "\"\n" #symbol                   \
            "_end:\n.byte 0\n.popsection\n");                                                      \
    extern "C" char const symbol[];                                                                \
    extern "C" char const symbol##_end[]
// NOLINTEND(bugprone-macro-parentheses)

QC_ASSET(qc_asset_page, QC_DOCS_DIR "/index.html");
QC_ASSET(qc_asset_start, QC_DOCS_DIR "/start.js");
QC_ASSET(qc_asset_style, QC_DOCS_DIR "/node_modules/swagger-ui-dist/swagger-ui.css");
QC_ASSET(qc_asset_browser, QC_DOCS_DIR "/node_modules/swagger-ui-dist/swagger-ui-bundle.js");

namespace qc::app {
namespace {

std::string_view between(char const* begin, char const* end) {
    return {begin, static_cast<std::size_t>(end - begin)};
}

} // namespace

std::span<Asset const> document_assets() {
    constexpr std::string_view script = "text/javascript; charset=utf-8";
    static std::array const assets{
        Asset{"", "text/html; charset=utf-8", between(qc_asset_page, qc_asset_page_end)},
        Asset{"start.js", script, between(qc_asset_start, qc_asset_start_end)},
        Asset{
            "swagger-ui.css", "text/css; charset=utf-8", between(qc_asset_style, qc_asset_style_end)
        },
        Asset{"swagger-ui-bundle.js", script, between(qc_asset_browser, qc_asset_browser_end)},
    };
    return assets;
}

} // namespace qc::app
