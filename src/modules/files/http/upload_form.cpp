// SPDX-License-Identifier: Apache-2.0
#include "files/http/upload_form.hpp"

#include "content/errors.hpp"
#include "multipart/multipart.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace qc::files {
namespace {

constexpr std::size_t most_files = 10;

struct Purpose {
    std::string_view name;
    Context context;
    std::string_view release;
};

/// A file for a chat is private before any message has it: its release begins with chat_.
constexpr std::array purposes{
    Purpose{"default", Context::general, "uploads"},
    Purpose{"avatar", Context::avatar, "avatars"},
    Purpose{"quest", Context::quest, "quests"},
    Purpose{"chat", Context::chat, "chat_uploads"},
};

bool is_file_part(multipart::Part const& part) {
    return part.name == "files" || part.name == "file";
}

Problem problem_at(std::string name, std::string message, std::string type) {
    std::vector<PlaceStep> where{std::string("form"), std::move(name)};
    return {std::move(where), std::move(message), std::move(type)};
}

Purpose const* purpose_of(std::vector<multipart::Part> const& parts) {
    auto const named = std::ranges::find(parts, "context", &multipart::Part::name);
    if (named == parts.end()) return &purposes.front();
    auto const* const found = std::ranges::find(purposes, named->content, &Purpose::name);
    return found == purposes.end() ? nullptr : found;
}

std::vector<Problem> problems_of(std::size_t files, Purpose const* purpose) {
    std::vector<Problem> problems;
    if (files == 0) problems.push_back(problem_at("files", "Field required", "missing"));
    if (files > most_files) {
        problems.push_back(
            problem_at("files", "List should have at most 10 items after validation", "too_long")
        );
    }
    if (purpose == nullptr) {
        problems.push_back(
            problem_at("context", "Input should be 'default', 'avatar', 'quest' or 'chat'", "enum")
        );
    }
    return problems;
}

Upload upload_of(multipart::Part const& part, Purpose const& purpose, UserId owner) {
    return {
        purpose.context,
        std::string(purpose.release),
        owner,
        part.filename,
        std::string(part.content)
    };
}

} // namespace

Result<std::vector<Upload>> read_uploads(http::Request const& request, UserId owner) {
    auto const type = request.headers.find("Content-Type").value_or("");
    auto const boundary = multipart::boundary_of(type);
    if (!boundary) return content::refused_as_corrupted("The boundary is missing.");
    auto const parts = multipart::parse(request.body, *boundary);
    if (!parts) return content::refused_as_corrupted(parts.error());
    auto const* const purpose = purpose_of(*parts);
    auto const files = static_cast<std::size_t>(std::ranges::count_if(*parts, is_file_part));
    auto problems = problems_of(files, purpose);
    if (!problems.empty()) return invalid_input(std::move(problems));
    std::vector<Upload> uploads;
    for (auto const& part : *parts) {
        if (is_file_part(part)) uploads.push_back(upload_of(part, *purpose, owner));
    }
    return uploads;
}

} // namespace qc::files
