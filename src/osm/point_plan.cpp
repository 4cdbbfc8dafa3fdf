// SPDX-License-Identifier: Apache-2.0
#include "osm/point_plan.hpp"

#include "core/text.hpp"
#include "osm/answers.hpp"
#include "osm/phrases.hpp"
#include "osm/plain_text.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace qc::osm {
namespace {

constexpr std::size_t max_photos = 2;

/// A point whose task is not settled yet: the first subject left is the one it asks for.
struct Draft {
    Feature const* feature;
    Kind const* kind;
    std::vector<Subject> subjects;
    std::size_t variant = 0;
    bool photo = false;

    [[nodiscard]] std::optional<Subject> subject() const {
        return subjects.empty() ? std::nullopt : std::optional(subjects.front());
    }

    [[nodiscard]] std::string answer() const {
        return readable_answer(*feature, subjects.front()).value_or("");
    }
};

/// Prefers what the quest has asked least so far, so that the questions differ.
std::vector<Draft> drafts_of(Group const& group) {
    std::map<Subject, std::size_t> asked;
    std::vector<Draft> drafts;
    for (auto const* const stop : group.stops) {
        Draft draft{stop, kind_of(*stop), subjects_of(*stop), drafts.size(), false};
        std::ranges::sort(draft.subjects, {}, [&](Subject subject) {
            return std::pair(asked[subject], subject);
        });
        if (auto const subject = draft.subject()) ++asked[*subject];
        drafts.push_back(std::move(draft));
    }
    return drafts;
}

std::string task_of(Draft const& draft, Language language) {
    if (auto const subject = draft.subject()) {
        return std::string(question(language, *subject, draft.variant));
    }
    if (draft.photo) return std::string(photo_task(language, draft.variant));
    auto const family = family_of(draft.kind->theme);
    return std::string(presence_task(language, family, draft.variant));
}

/// "Café, Untere Landstraße. What the tags say. The task." The street is left out where it is
/// what the point asks for.
std::string description_of(Draft const& draft, Language language) {
    auto text = std::string(in(language, draft.kind->noun));
    auto const street = one_line(draft.feature->tag("addr:street"), 80);
    if (!street.empty() && draft.subject() != Subject::street) text += ", " + street;
    text = as_sentence(std::move(text)) + " ";
    if (auto const more = feature_description(*draft.feature, language); !more.empty()) {
        text += more + " ";
    }
    return text + task_of(draft, language);
}

std::vector<std::string> texts_of(std::vector<Draft> const& drafts, Language language) {
    std::vector<std::string> texts;
    for (auto const& draft : drafts) {
        texts.push_back(feature_name(*draft.feature));
        texts.push_back(description_of(draft, language));
    }
    return texts;
}

bool is_spoiled(
    std::vector<Draft> const& drafts, std::size_t index, std::vector<std::string> const& texts
) {
    auto const answer = drafts[index].answer();
    if (gives_away(texts, answer)) return true;
    for (std::size_t earlier = 0; earlier < index; ++earlier) {
        if (!drafts[earlier].subject()) continue;
        if (comparable(drafts[earlier].answer()) == comparable(answer)) return true;
    }
    return false;
}

/// Gives up one spoiled question. Its point then shows other text, so the rest is judged anew.
bool drop_spoiled(
    std::vector<Draft>& drafts, std::vector<std::string> const& quest_texts, Language language
) {
    auto texts = texts_of(drafts, language);
    texts.insert(texts.end(), quest_texts.begin(), quest_texts.end());
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        if (!drafts[i].subject() || !is_spoiled(drafts, i, texts)) continue;
        drafts[i].subjects.erase(drafts[i].subjects.begin());
        return true;
    }
    return false;
}

/// A photo suits what is worth one; each costs the player time, so a quest has few.
void choose_photos(std::vector<Draft>& drafts) {
    std::size_t photos = 0;
    for (auto& draft : drafts) {
        auto const theme = draft.kind->theme;
        bool const scenic = theme == Theme::art || theme == Theme::nature;
        draft.photo = scenic && !draft.subject() && photos < max_photos;
        photos += draft.photo ? 1 : 0;
    }
}

void set_activity(PointPlan& point, Draft const& draft) {
    auto const subject = draft.subject();
    if (!subject) {
        point.activity_id = draft.photo ? activity::take_photo : activity::location_check;
        point.tool_id = draft.photo ? tool::camera : tool::target_compass;
        return;
    }
    bool const code = is_code(*subject);
    point.activity_id = code ? activity::enter_code : activity::enter_word;
    point.tool_id = code ? tool::notebook : tool::word_locker;
    (code ? point.type_code : point.type_word) = draft.answer();
}

/// Close to what is small; doors stand in narrow streets, where receivers stray.
void set_radius(PointPlan& point, Footprint footprint) {
    point.detections_radius_m = footprint == Footprint::object ? 6 : 10;
    point.interaction_inaccuracy_m = footprint == Footprint::ground ? 6 : 10;
}

} // namespace

std::vector<PointPlan>
plan_points(Group const& group, std::vector<std::string> const& quest_texts, Language language) {
    auto drafts = drafts_of(group);
    // Each round takes one subject away for good, so this ends.
    while (drop_spoiled(drafts, quest_texts, language))
        continue;
    choose_photos(drafts);
    std::vector<PointPlan> points;
    for (auto const& draft : drafts) {
        PointPlan point;
        point.name_of_location = feature_name(*draft.feature);
        point.description = description_of(draft, language);
        set_activity(point, draft);
        point.position = draft.feature->position;
        set_radius(point, draft.kind->footprint);
        point.source_id = draft.feature->id;
        points.push_back(std::move(point));
    }
    return points;
}

} // namespace qc::osm
