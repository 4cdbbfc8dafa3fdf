// SPDX-License-Identifier: Apache-2.0
#include "content/errors.hpp"

#include "core/text.hpp"

#include <array>
#include <cstdio>

namespace qc::content {

namespace {

Error saying_instead(ErrorCode const& code, std::string sentence) {
    Error error{&code};
    error.message = std::move(sentence);
    return error;
}

std::string with_two_digits(double number) {
    std::array<char, 64> text{};
    auto const length = std::snprintf(text.data(), text.size(), "%.2f", number);
    return {text.data(), static_cast<std::size_t>(length)};
}

std::string first_three(std::vector<std::string> const& names) {
    std::string text;
    for (std::size_t index = 0; index < names.size() && index < 3; ++index)
        text += (index == 0 ? "" : ", ") + names[index];
    return names.size() > 3 ? text + "..." : text;
}

} // namespace

std::vector<ErrorCode const*> picture_field_errors() {
    return {
        &errors::invalid_file_type,
        &errors::suspicious_file_content,
        &errors::virus_detected,
        &errors::empty_file,
        &errors::corrupted_file,
        &errors::image_too_large,
        &errors::file_too_large,
    };
}

std::vector<ErrorCode const*> file_field_errors() {
    auto all = picture_field_errors();
    all.push_back(&errors::zip_bomb_detected);
    return all;
}

std::vector<ErrorCode const*> upload_errors() {
    auto all = file_field_errors();
    all.push_back(&errors::unsafe_filename);
    all.push_back(&errors::filename_too_long);
    return all;
}

Error refused_type(std::string_view mime_type, std::vector<std::string> allowed) {
    auto error = saying_instead(
        errors::invalid_file_type,
        "Invalid file type: " + std::string(mime_type) + " (allowed: " + first_three(allowed) + ")"
    );
    return std::move(error)
        .with("mimeType", std::string(mime_type))
        .with("allowed", std::move(allowed));
}

Error refused_content(std::string_view reason) {
    auto error = saying_instead(
        errors::suspicious_file_content, "Suspicious file content: " + std::string(reason)
    );
    return std::move(error).with("reason", std::string(reason));
}

Error refused_virus(std::string_view name) {
    auto error = saying_instead(errors::virus_detected, "Virus detected: " + std::string(name));
    return std::move(error).with("name", std::string(name));
}

Error refused_as_corrupted(std::string_view reason) {
    return Error{&errors::corrupted_file}.with("reason", std::string(reason));
}

Error refused_dimensions(ImageSize size, int max_side_px) {
    return Error{&errors::image_too_large}
        .with("width", std::int64_t{size.width})
        .with("height", std::int64_t{size.height})
        .with("maxWidth", std::int64_t{max_side_px})
        .with("maxHeight", std::int64_t{max_side_px});
}

Error refused_zip_bomb(double ratio) {
    auto error = saying_instead(
        errors::zip_bomb_detected,
        "Potential ZIP bomb detected: compression ratio " + with_two_digits(ratio)
    );
    return std::move(error).with("ratio", ratio);
}

Error refused_name(std::string_view file_name, std::string_view reason) {
    // The sentence goes into a JSON text, which must be UTF-8.
    auto const shown = is_utf8(file_name) ? std::string(file_name) : std::string("?");
    auto error = saying_instead(
        errors::unsafe_filename, "Unsafe filename '" + shown + "': " + std::string(reason)
    );
    return std::move(error).with("reason", std::string(reason));
}

Error refused_name_length(std::size_t length_bytes) {
    return Error{&errors::filename_too_long}
        .with("length", static_cast<std::int64_t>(length_bytes))
        .with("max", static_cast<std::int64_t>(max_file_name_bytes));
}

Error refused_size(std::size_t size_bytes, std::size_t max_bytes) {
    auto error = saying_instead(
        errors::file_too_large,
        "File too large: " + std::to_string(size_bytes) + " bytes (max " +
            std::to_string(max_bytes) + " bytes)"
    );
    return std::move(error)
        .with("size", static_cast<std::int64_t>(size_bytes))
        .with("max", static_cast<std::int64_t>(max_bytes));
}

Error as_image_field(Error error, std::vector<PlaceStep> where) {
    if (error.is(errors::corrupted_file) || error.is(errors::invalid_file_type))
        return value_error(std::move(where), "The data isn't a valid image.");
    return error;
}

} // namespace qc::content
