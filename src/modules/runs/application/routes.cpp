// SPDX-License-Identifier: Apache-2.0
#include "runs/application/routes.hpp"

#include <algorithm>

namespace qc::runs {
namespace {

Place place_of(quests::RoutePlace const& place) {
    Place out;
    out.id = place.id;
    out.part = place.part;
    out.position = {place.latitude, place.longitude};
    out.detections_radius_m = place.detections_radius_m;
    out.interaction_inaccuracy_m = place.interaction_inaccuracy_m;
    out.random_occurrence_m = place.random_occurrence_m;
    return out;
}

std::string secret_of(quests::RoutePoint const& point, AnswerKind kind) {
    switch (kind) {
    case AnswerKind::code:
        return *point.type_code;
    case AnswerKind::word:
        return *point.type_word;
    case AnswerKind::qr:
        if (!point.qr_secret) return {};
        return "questcity://point/" + std::to_string(point.id.value) + "/" + *point.qr_secret;
    case AnswerKind::photo:
    case AnswerKind::none:
        break;
    }
    return {};
}

Point point_of(quests::RoutePoint const& point) {
    AnswerSource const source{
        point.type_code, point.type_word, point.type_photo.has_value(), point.kind
    };
    Point out;
    out.id = point.id;
    out.answer_kind = answer_kind(source);
    out.secret = secret_of(point, out.answer_kind);
    out.is_divided = point.is_divide && point.places.size() > 1;
    std::ranges::transform(point.places, std::back_inserter(out.places), place_of);
    return out;
}

} // namespace

std::ptrdiff_t PlayedRoute::index_of(PointId point) const {
    return std::ranges::find(points, point, &Point::id) - points.begin();
}

PlayedRoute played(quests::Route route) {
    PlayedRoute out;
    std::ranges::transform(route.points, std::back_inserter(out.points), point_of);
    out.shown = std::move(route);
    return out;
}

Task<std::shared_ptr<PlayedRoute const>>
Routes::get(Transaction& transaction, QuestId quest, std::int32_t version) {
    Key const key{quest, version};
    if (auto const found = known_.find(key); found != known_.end()) co_return found->second;
    auto route = co_await quests_.route(transaction, quest, version);
    co_return keep(key, std::move(route));
}

Task<std::shared_ptr<PlayedRoute const>> Routes::get(QuestId quest, std::int32_t version) {
    Key const key{quest, version};
    if (auto const found = known_.find(key); found != known_.end()) co_return found->second;
    auto const transaction = co_await transactions_.begin();
    auto route = co_await quests_.route(*transaction, quest, version);
    co_await transaction->commit();
    co_return keep(key, std::move(route));
}

std::shared_ptr<PlayedRoute const> Routes::keep(Key key, quests::Route route) {
    auto kept = std::make_shared<PlayedRoute const>(played(std::move(route)));
    // Two requests may have read the same snapshot at the same time.
    if (!known_.insert_or_assign(key, kept).second) return kept;
    order_.push_back(key);
    if (order_.size() > capacity) {
        known_.erase(order_.front());
        order_.pop_front();
    }
    return kept;
}

} // namespace qc::runs
