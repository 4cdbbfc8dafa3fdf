// SPDX-License-Identifier: Apache-2.0
#include "images/images.hpp"

namespace qc::images {

Result<content::Checked> accept_file(
    content::ContentContext context, std::optional<std::string_view> file_name, std::string bytes
) {
    QC_TRY_NOW(
        auto checked, content::check_content(context, file_name, std::move(bytes), &measure)
    );
    if (checked.kind != content::Kind::image) return checked;
    QC_TRY_NOW(auto picture, cleaned(checked.type, checked.bytes));
    auto const& facts = content::facts_of(picture.type);
    checked.type = picture.type;
    checked.mime_type = facts.mime_type;
    checked.extension = facts.extension;
    checked.bytes = std::move(picture.bytes);
    checked.width = picture.width;
    checked.height = picture.height;
    checked.sha256 = content::sha256_hex(checked.bytes);
    return checked;
}

} // namespace qc::images
