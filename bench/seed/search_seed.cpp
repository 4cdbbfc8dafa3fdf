// SPDX-License-Identifier: Apache-2.0
#include "seed/search_seed.hpp"

#include "quests/domain/mercator.hpp"
#include "seed/words.hpp"

#include <algorithm>
#include <optional>

namespace qc::bench {
namespace {

constexpr std::int32_t batch = 2000;
constexpr std::int64_t span_s = 730LL * 86'400;

std::vector<double> zipf(int count) {
    std::vector<double> weights;
    for (int k = 1; k <= count; ++k)
        weights.push_back(1.0 / k);
    return weights;
}

/// Drawn from a weighted list of values.
template <class T>
struct Choice {
    std::vector<T> values;
    std::vector<double> weights;

    T draw(SplitMix64& random) const { return values[random.weighted(weights)]; }
};

/// Columns of a batch of quests.
struct Quests {
    std::vector<std::int32_t> id;
    std::vector<std::string> name;
    std::vector<std::string> description;
    std::vector<std::int32_t> category;
    std::vector<std::int32_t> level;
    std::vector<std::int32_t> place;
    std::vector<std::int32_t> group;
    std::vector<std::int32_t> vehicle;
    std::vector<std::optional<std::int32_t>> timeframe;
    std::vector<std::int32_t> mileage;
    std::vector<bool> subscription;
    std::vector<std::int32_t> cost;
    std::vector<std::int32_t> pay_extra;
    std::vector<std::int32_t> reward;
    std::vector<std::int64_t> age_s;
    std::vector<std::string> status;
    std::vector<double> latitude;
    std::vector<double> longitude;
    std::vector<double> x_m;
    std::vector<double> y_m;
};

/// One for each reference place, in its order.
struct Centre {
    double latitude;
    double longitude;
};

constexpr std::array<Centre, 15> centres{{
    {34.0407, -118.2468},
    {34.0928, -118.3287},
    {33.9850, -118.4695},
    {34.1184, -118.3004},
    {34.0195, -118.4912},
    {55.7558, 37.6173},
    {59.9343, 30.3351},
    {55.7887, 49.1221},
    {43.6028, 39.7342},
    {56.8389, 60.6057},
    {55.0084, 82.9357},
    {56.0106, 92.8525},
    {53.1959, 50.1002},
    {54.7388, 55.9721},
    {47.2357, 39.7015},
}};

class QuestSource {
public:
    QuestSource(SplitMix64& random, std::int32_t published)
        : random_(random)
        , words_(random)
        , published_(published) {}

    void add(Quests& to, std::int32_t id) {
        to.id.push_back(id);
        to.name.push_back(name(id));
        to.description.push_back(words_.description(random_));
        to.category.push_back(1 + static_cast<std::int32_t>(random_.weighted(categories_)));
        to.level.push_back(levels_.draw(random_));
        auto const place = random_.weighted(places_);
        to.place.push_back(1 + static_cast<std::int32_t>(place));
        to.group.push_back(groups_.draw(random_));
        to.vehicle.push_back(1 + static_cast<std::int32_t>(random_.weighted(vehicles_)));
        to.timeframe.push_back(timeframes_.draw(random_));
        to.mileage.push_back(mileages_.draw(random_));
        to.subscription.push_back(random_.chance(0.2));
        to.cost.push_back(random_.chance(0.3) ? 0 : number(1, 5000));
        to.pay_extra.push_back(random_.chance(0.8) ? 0 : number(1, 100));
        to.reward.push_back(number(0, 500));
        to.age_s.push_back(random_.between(0, span_s));
        to.status.push_back(id <= published_ ? "published" : unpublished_.draw(random_));
        add_start(to, centres[place]);
    }

private:
    std::int32_t number(std::int64_t low, std::int64_t high) {
        return static_cast<std::int32_t>(random_.between(low, high));
    }

    std::string name(std::int32_t id) {
        std::string out;
        auto const count = random_.between(2, 4);
        for (int i = 0; i < count; ++i)
            out += words_.draw(random_) + ' ';
        return out + std::to_string(id);
    }

    void add_start(Quests& to, Centre centre) {
        auto const latitude = centre.latitude + (random_.unit() - 0.5) * 0.4;
        auto const longitude = centre.longitude + (random_.unit() - 0.5) * 0.6;
        auto const projected = *quests::mercator(latitude, longitude);
        to.latitude.push_back(latitude);
        to.longitude.push_back(longitude);
        to.x_m.push_back(projected.x_m);
        to.y_m.push_back(projected.y_m);
    }

    SplitMix64& random_;
    Vocabulary words_;
    std::int32_t published_;
    std::vector<double> categories_{20, 15, 12, 10, 9, 8, 7, 6, 5, 4, 2, 2};
    std::vector<double> places_ = zipf(15);
    std::vector<double> vehicles_ = zipf(10);
    Choice<std::int32_t> levels_{{1, 2, 3}, {50, 35, 15}};
    Choice<std::int32_t> groups_{{1, 2, 3, 4}, {40, 30, 20, 10}};
    Choice<std::optional<std::int32_t>> timeframes_{
        {std::nullopt, 1, 3, 10, 24}, {20, 30, 30, 15, 5}
    };
    Choice<std::int32_t> mileages_{{1, 2, 3, 4}, {40, 30, 20, 10}};
    Choice<std::string> unpublished_{{"draft", "pending", "archived"}, {1, 1, 1}};
};

constexpr auto insert_quests = R"(
insert into quest (id, name, description, category_id, level, place_id, "group", vehicle_id, timeframe,
    mileage, is_subscription, cost, pay_extra, reward, created_at, status, start_latitude,
    start_longitude, start_mercator)
select i, n, d, c, l, p, g, v, t, m, s, k, x, r, timestamptz '2025-07-27 00:00:00Z' - a * interval '1 second', u,
    la, lo, pg_catalog.point(mx, my)
from unnest($1::int[], $2::text[], $3::text[], $4::int[], $5::int[], $6::int[], $7::int[], $8::int[],
    $9::int[], $10::int[], $11::bool[], $12::int[], $13::int[], $14::int[], $15::bigint[], $16::text[],
    $17::float8[], $18::float8[], $19::float8[], $20::float8[])
    as q (i, n, d, c, l, p, g, v, t, m, s, k, x, r, a, u, la, lo, mx, my))";

/// Four points a quest, in a line to the north of the start.
constexpr auto insert_routes = R"(
with made as (
    insert into point (quest_id, "order", name_of_location, description, type_id)
    select q.id, o, 'Point ' || o, 'Go on to the next place', 9
    from quest q cross join generate_series(1, 4) as o
    where q.id between $1 and $2
    returning id, quest_id, "order"
)
insert into place_settings (point_id, latitude, longitude)
select m.id, q.start_latitude + 0.002 * (m."order" - 1), q.start_longitude
from made m join quest q on q.id = m.quest_id)";

constexpr auto insert_users = R"(
with n as (select generate_series($1::int, $2::int) as i),
p as (insert into profile (id) select i from n returning id)
insert into "user" (id, username, first_name, last_name, password, email, profile_id, is_verified)
select ('00000000-0000-4000-8000-' || lpad(id::text, 12, '0'))::uuid, 'seed' || id, 'Seed', 'User', 'none',
    'seed' || id || '@example.org', id, true
from p)";

constexpr auto insert_reviews = R"(
insert into review (user_id, quest_id, text, rating)
select ('00000000-0000-4000-8000-' || lpad(u::text, 12, '0'))::uuid, q, 'As expected', r
from unnest($1::int[], $2::int[], $3::int[]) as x (u, q, r)
on conflict do nothing)";

constexpr auto insert_favorites = R"(
insert into favorite (user_id, quest_id)
select ('00000000-0000-4000-8000-' || lpad(u::text, 12, '0'))::uuid, q
from unnest($1::int[], $2::int[]) as x (u, q)
on conflict do nothing)";

constexpr auto count_reviews = R"(
update quest q set reviews_count = r.n, rating_sum = r.s
from (select quest_id, count(*) as n, sum(rating) as s from review group by quest_id) r
where r.quest_id = q.id)";

void insert(pg::BlockingSession& session, Quests const& q) {
    session.run(
        insert_quests,
        pg::parameters(
            q.id,
            q.name,
            q.description,
            q.category,
            q.level,
            q.place,
            q.group,
            q.vehicle,
            q.timeframe,
            q.mileage,
            q.subscription,
            q.cost,
            q.pay_extra,
            q.reward,
            q.age_s,
            q.status,
            q.latitude,
            q.longitude,
            q.x_m,
            q.y_m
        )
    );
    session.run(insert_routes, pg::parameters(q.id.front(), q.id.back()));
}

/// Pairs of a user and a published quest, with a rating.
struct Pairs {
    std::vector<std::int32_t> user;
    std::vector<std::int32_t> quest;
    std::vector<std::int32_t> rating;
};

Pairs draw_pairs(SplitMix64& random, SeedSize const& size, std::int32_t count) {
    Pairs pairs;
    for (int i = 0; i < count; ++i) {
        pairs.user.push_back(static_cast<std::int32_t>(random.between(1, size.users)));
        pairs.quest.push_back(static_cast<std::int32_t>(random.between(1, size.published)));
        pairs.rating.push_back(static_cast<std::int32_t>(random.between(1, 5)));
    }
    return pairs;
}

} // namespace

void seed_search(pg::BlockingSession& session, SeedSize const& size) {
    SplitMix64 random(size.seed);
    QuestSource source(random, size.published);
    auto const total = size.published + size.unpublished;
    session.run_script("set statement_timeout = 0");
    for (std::int32_t first = 1; first <= total; first += batch) {
        Quests quests;
        for (auto id = first; id <= std::min(total, first + batch - 1); ++id)
            source.add(quests, id);
        insert(session, quests);
    }
    if (size.users > 0) session.run(insert_users, pg::parameters(1, size.users));
    auto const reviews = draw_pairs(random, size, size.reviews);
    session.run(insert_reviews, pg::parameters(reviews.user, reviews.quest, reviews.rating));
    session.run(count_reviews);
    auto const favorites = draw_pairs(random, size, size.favorites);
    session.run(insert_favorites, pg::parameters(favorites.user, favorites.quest));
    session.run_script(
        "select setval(pg_get_serial_sequence('quest', 'id'), (select max(id) from quest));"
        "select setval(pg_get_serial_sequence('profile', 'id'), "
        "(select coalesce(max(id), 1) from profile))"
    );
    session.run_script("vacuum analyze");
}

} // namespace qc::bench
