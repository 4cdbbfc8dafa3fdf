-- Fragments that postgres/search_statements.cpp puts together into prepared statements; each counts
-- its own parameters from $1. Only what shapes a plan is a choice, so the set of statements is small.
-- SPDX-License-Identifier: Apache-2.0

-- name: item_columns
select q.id, q.name, q.image, q.reviews_count, q.rating_sum, q.category_id, q."group", q.vehicle_id,
    q.place_id, q.timeframe, q.level, q.mileage, q.auto_accrual, q.cost, q.reward, q.is_subscription,
    q.pay_extra, q.status, q.created_at,

-- name: no_distance
null::float8 as distance

-- name: distance_column
2 * 6371008.8 * asin(least(1.0, sqrt(power(sind((q.start_latitude - $1::float8) / 2), 2)
    + cosd($1::float8) * cosd(q.start_latitude)
        * power(sind((q.start_longitude - $2::float8) / 2), 2)))) as distance

-- name: from_quest
from quest q where

-- name: scope_published
q.status = 'published'

-- name: scope_status
q.status = $1

-- name: scope_any
true

-- name: by_category_level_place_group
and q.category_id = $1 and q.level = $2 and q.place_id = $3 and q."group" = $4

-- name: by_category_level
and q.category_id = $1 and q.level = $2

-- name: by_category
and q.category_id = $1

-- name: by_place_group
and q.place_id = $1 and q."group" = $2

-- name: by_timeframe_mileage
and q.timeframe = $1 and q.mileage = $2

-- name: by_timeframe
and q.timeframe = $1

-- name: by_mileage
and q.mileage = $1

-- name: by_vehicle
and q.vehicle_id = $1

-- name: by_cost
and q.cost >= $1 and q.cost <= $2

-- name: by_subscription
and q.is_subscription = $1

-- name: by_text
and q.search_tsv @@ to_tsquery('russian', $1)

-- name: by_box
and q.start_mercator <@ box(pg_catalog.point($1::float8, $2::float8), pg_catalog.point($3::float8, $4::float8))

-- name: by_two_boxes
and (q.start_mercator <@ box(pg_catalog.point($1::float8, $2::float8), pg_catalog.point($3::float8, $4::float8))
    or q.start_mercator <@ box(pg_catalog.point($5::float8, $6::float8), pg_catalog.point($7::float8, $8::float8)))

-- name: by_distance
and 2 * 6371008.8 * asin(least(1.0, sqrt(power(sind((q.start_latitude - $1::float8) / 2), 2)
    + cosd($1::float8) * cosd(q.start_latitude)
        * power(sind((q.start_longitude - $2::float8) / 2), 2)))) <= $3::float8

-- name: by_the_rest
and ($1::int[] is null or q.category_id = any($1))
and ($2::smallint[] is null or q.level = any($2))
and ($3::int[] is null or q.place_id = any($3))
and ($4::smallint[] is null or q."group" = any($4))
and ($5::int[] is null or q.vehicle_id = any($5))
and (($6::smallint[] is null and not $7::bool) or q.timeframe = any($6) or ($7 and q.timeframe is null))
and ($8::smallint[] is null or q.mileage = any($8))
and ($9::bool is null or q.is_subscription = $9)
and ($10::int is null or q.cost >= $10)
and ($11::int is null or q.cost <= $11)
and ($12::bool is null or (q.cost = 0 and q.pay_extra = 0 and not q.is_subscription) = $12)
and ($13::float8 is null or q.rating_sum::float8 / greatest(q.reviews_count, 1) >= $13)
and ($14::uuid is null or q.author_id = $14)

-- name: after_created_asc
and (q.created_at, q.id) > ($1::timestamptz, $2::int)

-- name: after_created_desc
and (q.created_at, q.id) < ($1::timestamptz, $2::int)

-- name: after_cost_asc
and (q.cost, q.id) > ($1::int, $2::int)

-- name: after_cost_desc
and (q.cost, q.id) < ($1::int, $2::int)

-- name: after_rating_asc
and (q.rating_sum::float8 / greatest(q.reviews_count, 1), q.id) > ($1::float8, $2::int)

-- name: after_rating_desc
and (q.rating_sum::float8 / greatest(q.reviews_count, 1), q.id) < ($1::float8, $2::int)

-- name: after_name_asc
and (lower(q.name), q.id) > (lower($1::text), $2::int)

-- name: after_name_desc
and (lower(q.name), q.id) < (lower($1::text), $2::int)

-- name: order_created_asc
order by q.created_at, q.id

-- name: order_created_desc
order by q.created_at desc, q.id desc

-- name: order_cost_asc
order by q.cost, q.id

-- name: order_cost_desc
order by q.cost desc, q.id desc

-- name: order_rating_asc
order by q.rating_sum::float8 / greatest(q.reviews_count, 1), q.id

-- name: order_rating_desc
order by q.rating_sum::float8 / greatest(q.reviews_count, 1) desc, q.id desc

-- name: order_name_asc
order by lower(q.name), q.id

-- name: order_name_desc
order by lower(q.name) desc, q.id desc

-- name: order_distance_asc
order by distance, q.id

-- name: order_distance_desc
order by distance desc, q.id desc

-- name: rows_of_range
offset $1 limit $2

-- name: first_rows
-- A number that the planner can see: with a parameter it would plan for a tenth of all rows.
limit 101

-- name: window_begin
select * from (

-- name: window_end
) w offset $1 limit $2

-- name: nearest_end
order by q.start_mercator <-> pg_catalog.point($1::float8, $2::float8) limit $3
) w order by w.distance, w.id offset $4 limit $5

-- name: ranked_begin
from (
    select m.id, ts_rank_cd(m.search_tsv, to_tsquery('russian', $1)) as rank
    from (
        select q.id, q.search_tsv from quest q where

-- name: ranked_end_desc
-- The sum keeps the planner from walking the index by time through quests without the word.
        order by q.created_at + interval '0' desc, q.id desc limit 1000
    ) m
    order by rank desc, m.id desc offset $1 limit $2
) r join quest q on q.id = r.id order by r.rank desc, r.id desc

-- name: ranked_end_asc
        order by q.created_at + interval '0' desc, q.id desc limit 1000
    ) m
    order by rank, m.id offset $1 limit $2
) r join quest q on q.id = r.id order by r.rank, r.id

-- name: count_begin
select count(*) as total from (select 1 from quest q where

-- name: count_some_end
limit 1001) c

-- name: count_all_end
) c

-- name: estimate_begin
explain select 1 from quest q where
