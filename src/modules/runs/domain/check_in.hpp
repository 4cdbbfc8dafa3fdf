// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "runs/domain/answer.hpp"
#include "runs/domain/progress.hpp"
#include "runs/domain/run.hpp"

#include <optional>
#include <vector>

namespace qc::runs {

inline constexpr double max_accuracy_m = 50;
inline constexpr double max_counted_accuracy_m = 20;
inline constexpr double max_speed_m_per_s = 280;
inline constexpr std::size_t max_wrong_answers = 10;
inline constexpr std::chrono::minutes wrong_answer_window{15};

/// A position with its 68 % radius.
struct Fix {
    Position position;
    double accuracy_m = 0;
};

/// The last place where a user provably was.
struct LastFix {
    Fix fix;
    Instant at;
};

/// What a player sent.
struct Attempt {
    std::optional<double> latitude;
    std::optional<double> longitude;
    std::optional<double> accuracy_m;
    std::optional<PlaceSettingsId> place;
    Answer answer;
    /// When the server received it; the only time that counts.
    Instant at;
};

/// What the rules look at beside the attempt.
struct Situation {
    RunId run;
    Point const* point = nullptr;
    PointProgress const* progress = nullptr;
    std::optional<LastFix> last_fix;
    std::size_t wrong_answers = 0;
};

/// How an attempt ends that was counted.
struct Verdict {
    Place const* place = nullptr;
    std::optional<double> distance_m;
    std::optional<Error> refusal;
};

/// May this point be played now? `progress` is null for a point of another quest.
[[nodiscard]] Result<Nothing> check_turn(Run const& run, PointProgress const* progress);

/// TOO_MANY_ATTEMPTS until the oldest of ten wrong answers leaves the window. `wrong` holds their
/// times, oldest first.
[[nodiscard]] Result<Nothing> check_attempts(std::vector<Instant> const& wrong, Instant now);

/// 422 when the point has places and the position is incomplete.
[[nodiscard]] Result<Nothing> require_position(Point const& point, Attempt const& attempt);

/// The place that the attempt is about: the named one, or the nearest one not yet collected; null
/// for a point without places.
[[nodiscard]] Result<Place const*>
aimed_place(Situation const& situation, Attempt const& attempt, Cryptography const& cryptography);

/// Accuracy, movement, distance, answer, in this order (domain.md 4).
[[nodiscard]] Verdict judge(
    Situation const& situation,
    Attempt const& attempt,
    Place const* place,
    Cryptography const& cryptography
);

/// Detection radius, inaccuracy and what of the receiver's accuracy counts.
[[nodiscard]] double allowed_distance_m(Place const& place, double accuracy_m);

} // namespace qc::runs
