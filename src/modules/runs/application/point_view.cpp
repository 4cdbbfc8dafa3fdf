// SPDX-License-Identifier: Apache-2.0
#include "runs/application/point_view.hpp"

#include <algorithm>
#include <array>

namespace qc::runs {
namespace {

constexpr std::array<std::string_view, 3> photo_types{
    "Face verification", "Photo direction check", "Photo Matching"
};

std::optional<std::string> photo_type(std::optional<std::int16_t> code) {
    if (!code || *code < 1 || *code > std::ssize(photo_types)) return std::nullopt;
    return std::string(photo_types[static_cast<std::size_t>(*code) - 1]);
}

std::vector<HintView> hints_of(quests::RoutePoint const& point, Game const& game) {
    std::vector<HintView> hints;
    for (auto const& hint : point.hints) {
        bool const unlocked = std::ranges::count(game.unlocked_hints, hint.id) > 0;
        auto text = unlocked ? std::optional(hint.text) : std::nullopt;
        hints.push_back({hint.id, hint.cost, unlocked, std::move(text)});
    }
    return hints;
}

bool is_reached(PointState state) {
    return state == PointState::passed || state == PointState::review;
}

} // namespace

std::vector<TargetView>
PointViews::targets(Game const& game, PlayedRoute const& route, std::size_t index) const {
    auto const& shown = route.shown.points[index];
    auto const& point = route.points[index];
    auto const& progress = *game.progress_of(point.id);
    std::vector<TargetView> targets;
    if (shown.hidden && progress.state == PointState::locked) return targets;
    for (std::size_t i = 0; i < point.places.size(); ++i) {
        auto const& place = point.places[i];
        auto const at = target_of(game.run.id, place, cryptography_);
        targets.push_back(
            {place.id,
             place.part,
             at.latitude,
             at.longitude,
             place.detections_radius_m,
             place.interaction_inaccuracy_m,
             shown.places[i].height_m,
             is_reached(progress.state) || is_collected(progress, place)}
        );
    }
    return targets;
}

PointView PointViews::view(Game const& game, PlayedRoute const& route, std::size_t index) const {
    auto const& shown = route.shown.points[index];
    auto const& point = route.points[index];
    auto const& progress = *game.progress_of(point.id);
    PointView view;
    view.id = point.id;
    view.order = shown.order;
    view.name = shown.name;
    view.description = shown.description;
    view.type_id = shown.type_id;
    view.tool_id = shown.tool_id;
    view.answer_kind = std::string(name_of(point.answer_kind));
    view.type_photo = photo_type(shown.type_photo);
    view.state = std::string(name_of(progress.state));
    view.targets = targets(game, route, index);
    view.file.is_divide = point.is_divided;
    view.file.parts_total = point.is_divided ? std::ssize(point.places) : 0;
    view.file.parts_collected = std::ssize(progress.parts_collected);
    if (shown.file_key && is_reached(progress.state))
        view.file.url = files_.private_url(*shown.file_key);
    if (progress.state != PointState::locked) view.hints = hints_of(shown, game);
    view.passed_at = progress.passed_at;
    return view;
}

} // namespace qc::runs
