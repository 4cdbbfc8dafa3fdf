// SPDX-License-Identifier: Apache-2.0
#include "files/application/default_pictures.hpp"

#include "content/check.hpp"
#include "images/images.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace qc::files {
namespace {

constexpr int side_px = 512;

struct Drawing {
    std::string_view name;
    std::string_view label;
    std::uint32_t colour;
};

/// Categories in the order of their ids 1..12.
constexpr std::array drawings{
    Drawing{"category-1", "Adventure", 0xB5651D},
    Drawing{"category-2", "Detective", 0x37474F},
    Drawing{"category-3", "History", 0x8D6E63},
    Drawing{"category-4", "Culture", 0x7B1FA2},
    Drawing{"category-5", "Sport", 0x2E7D32},
    Drawing{"category-6", "Education", 0x1565C0},
    Drawing{"category-7", "Entertainment", 0xC2185B},
    Drawing{"category-8", "Business", 0x455A64},
    Drawing{"category-9", "Travel", 0x00838F},
    Drawing{"category-10", "Technology", 0x283593},
    Drawing{"category-11", "Nature", 0x558B2F},
    Drawing{"category-12", "Social", 0xD84315},
    Drawing{"default-quest", "Quest", 0x3949AB},
    Drawing{"default-merch", "Merch", 0x6D4C41},
    Drawing{"default-category", "Category", 0x546E7A},
    Drawing{"default-tool", "Tool", 0x616161},
};

std::string key_of(Drawing const& drawing) {
    return "static/" + std::string(drawing.name) + ".png";
}

DefaultPicture draw(Drawing const& drawing) {
    images::PlainPicture const plain{
        side_px,
        side_px,
        static_cast<std::uint8_t>(drawing.colour >> 16U),
        static_cast<std::uint8_t>(drawing.colour >> 8U),
        static_cast<std::uint8_t>(drawing.colour),
        std::string(drawing.label)
    };
    auto bytes = images::make_plain_picture(plain);
    auto hash = content::sha256_hex(bytes);
    return {std::move(bytes), std::move(hash)};
}

} // namespace

Task<DefaultPicture const*> DefaultPictures::find(std::string key) {
    if (auto const found = drawn_.find(key); found != drawn_.end()) co_return &found->second;
    auto const* const drawing = std::ranges::find(drawings, key, &key_of);
    if (drawing == drawings.end()) co_return nullptr;
    auto work = [drawing] { return draw(*drawing); };
    auto picture = co_await pool_.run(std::move(work));
    // Another request may have been faster; its picture is the same.
    co_return &drawn_.try_emplace(std::move(key), std::move(picture)).first->second;
}

} // namespace qc::files
