-- Quests as readers see them. Secrets have statements of their own, so that player reads never load them.
-- Runs of a caller are found by his memberships (owners are members): a quest may have any number of runs.
-- SPDX-License-Identifier: Apache-2.0

-- name: quest_for_viewer
select q.id, q.name, q.description, q.image, q.mentor_preference, q.auto_accrual, q.cost, q.reward,
    q.category_id, c.name as category_name, c.image as category_image, q."group", q.vehicle_id,
    q.place_id, p.name as place_name, q.is_subscription, q.pay_extra, q.timeframe, q.level, q.mileage,
    q.status, q.author_id, q.manual_photo_review, q.reject_reason, q.reviews_count, q.rating_sum,
    q.version, q.attribution, q.created_at, q.updated_at, v.subscribed,
    exists (select 1 from favorite f where f.user_id = $2 and f.quest_id = q.id) as is_favorite,
    exists (
        select 1 from purchase b
        where b.user_id = $2 and b.quest_id = q.id and (b.method <> 'subscription' or v.subscribed)
    ) as purchased
from quest q
join category c on c.id = q.category_id
join place p on p.id = q.place_id
cross join lateral (
    select exists (
        select 1 from "user" u join profile o on o.id = u.profile_id
        where u.id = $2 and o.subscription_until > $3
    ) as subscribed
) v
where q.id = $1

-- name: points_of_quest
select t.id, t."order", t.name_of_location, t.description, t.type_id, t.tool_id, a.kind, t.type_photo,
    t.type_code is not null as has_code, t.type_word is not null as has_word, t.is_divide, t.hidden
from point t join activity a on a.id = t.type_id
where t.quest_id = $1
order by t."order"

-- name: open_places_of_quest
select s.id, s.point_id, s.part, s.longitude, s.latitude, s.detections_radius, s.height,
    s.random_occurrence, s.interaction_inaccuracy
from point t join place_settings s on s.point_id = t.id
where t.quest_id = $1 and not t.hidden
order by t."order", s.part, s.id

-- name: all_places_of_quest
select s.id, s.point_id, s.part, s.longitude, s.latitude, s.detections_radius, s.height,
    s.random_occurrence, s.interaction_inaccuracy
from point t join place_settings s on s.point_id = t.id
where t.quest_id = $1
order by t."order", s.part, s.id

-- name: places_on_the_way
with reached as (
    select rp.point_id
    from run_member m join quest_run r on r.id = m.run_id join run_point rp on rp.run_id = r.id
    where m.user_id = $2 and m.status = 'joined' and r.quest_id = $1 and rp.state <> 'locked'
)
select s.id, s.point_id, s.part, s.longitude, s.latitude, s.detections_radius, s.height,
    s.random_occurrence, s.interaction_inaccuracy
from point t join place_settings s on s.point_id = t.id
where t.quest_id = $1 and (not t.hidden or t.id in (select point_id from reached))
order by t."order", s.part, s.id

-- name: secrets_of_quest
select t.id as point_id, t.type_code, t.type_word, t.file
from point t
where t.quest_id = $1

-- name: secrets_on_the_way
with passed as (
    select rp.point_id
    from run_member m join quest_run r on r.id = m.run_id join run_point rp on rp.run_id = r.id
    where m.user_id = $2 and m.status = 'joined' and r.quest_id = $1 and rp.state = 'passed'
)
select t.id as point_id, t.type_code, t.type_word, t.file
from point t
where t.quest_id = $1 and ($3::bool or t.id in (select point_id from passed))

-- name: hints_of_quest
select h.id, h.point_id, h."order", h.text, h.cost
from point t join hint h on h.point_id = t.id
where t.quest_id = $1
order by t."order", h."order", h.id

-- name: merch_of_quest
select m.id, m.description, m.price, m.image
from merch m
where m.quest_id = $1
order by m.id

-- name: newest_reviews_of_quest
select r.id, u.full_name as user_name, r.text, r.created_at, r.rating, a.text as reply
from review r
join "user" u on u.id = r.user_id
left join review_response a on a.review_id = r.id
where r.quest_id = $1
order by r.created_at desc, r.id desc
limit 20

-- name: my_quests
-- Every row knows the total of the list.
with own_run as (
    select r.quest_id, r.status
    from run_member m join quest_run r on r.id = m.run_id
    where m.user_id = $1 and m.status = 'joined'
),
mine as (
    select quest_id from own_run where $2 in ('all', 'active') and status in ('active', 'paused')
    union
    select quest_id from own_run where $2 in ('all', 'completed') and status = 'finished'
    union
    select b.quest_id from purchase b where $2 = 'all' and b.user_id = $1
    union
    select f.quest_id from favorite f join quest q on q.id = f.quest_id
    where $2 in ('all', 'favorite') and f.user_id = $1 and (q.status = 'published' or q.author_id = $1)
    union
    select q.id from quest q where $2 in ('all', 'created') and q.author_id = $1
)
select q.id, q.name, q.image, q.reviews_count, q.rating_sum, q.category_id, q."group", q.vehicle_id,
    q.place_id, q.timeframe, q.level, q.mileage, q.auto_accrual, q.cost, q.reward, q.is_subscription,
    q.pay_extra, q.status, q.created_at, null::float8 as distance,
    count(*) over () as total
from mine join quest q on q.id = mine.quest_id
order by q.created_at desc, q.id desc
offset $3 limit $4

-- name: personal_marks
with own_run as (
    select r.quest_id, bool_or(r.status in ('active', 'paused')) as is_active,
        bool_or(r.status = 'finished') as is_finished
    from run_member m join quest_run r on r.id = m.run_id
    where m.user_id = $2 and m.status = 'joined'
    group by r.quest_id
)
select i.id,
    exists (select 1 from favorite f where f.user_id = $2 and f.quest_id = i.id) as is_favorite,
    exists (
        select 1 from purchase b
        where b.user_id = $2 and b.quest_id = i.id
            and (b.method <> 'subscription' or exists (
                select 1 from "user" u join profile o on o.id = u.profile_id
                where u.id = $2 and o.subscription_until > $3))
    ) as purchased,
    case when o.is_active then 'active' when o.is_finished then 'completed' else 'none' end
        as run_status
from unnest($1::int[]) as i (id)
left join own_run o on o.quest_id = i.id

-- name: quest_totals
-- slow
select count(*) as total_quests,
    count(*) filter (where status = 'published') as active_quests,
    count(*) filter (where status = 'draft') as draft_quests,
    count(*) filter (where status = 'pending') as pending_quests,
    count(*) filter (where status = 'archived') as archived_quests,
    (select count(*) from quest_run where started_at > $1::timestamptz - interval '7 days') as runs_last7_days,
    (select count(*) from quest_run where finished_at > $1::timestamptz - interval '30 days' and status = 'finished')
        as finished_last30_days,
    (select count(distinct user_id) from session where last_used_at > $1::timestamptz - interval '30 days')
        as active_users
from quest

-- name: quests_by_category
-- slow
select c.name, count(q.id) as count
from category c left join quest q on q.category_id = c.id
group by c.id
order by c.id

-- name: quests_by_level
-- slow
select level, count(*) as count
from quest
group by level

-- name: popular_quests
-- slow
select id, name, runs_count as runs, rating_sum, reviews_count
from quest
where status = 'published'
order by runs_count desc, id
limit 10
