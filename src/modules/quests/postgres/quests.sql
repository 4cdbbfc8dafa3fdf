-- What other modules use of quests: offers, the routes of runs, import.
-- SPDX-License-Identifier: Apache-2.0

-- name: offer
-- KEY SHARE keeps the quest from being deleted. A stronger lock would deadlock two starts of one
-- quest, because both count the run on the same row afterwards.
select id, name, status, cost, pay_extra as amount, is_subscription, author_id as author
from quest
where id = $1
for key share;

-- name: count_run
-- Comes first: whoever holds the row keeps edits away until the snapshot is written.
update quest set runs_count = runs_count + 1
where id = $1 and status = 'published'
returning version;

-- name: keep_route
insert into quest_version (quest_id, version, route)
select
    q.id,
    q.version,
    jsonb_build_object(
        'group_size', q."group",
        'timeframe_h', q.timeframe,
        'reward', q.reward,
        'auto_accrual', q.auto_accrual,
        'manual_photo_review', q.manual_photo_review,
        'author', q.author_id,
        'points', coalesce((
            select jsonb_agg(jsonb_build_object(
                'id', p.id,
                'order', p."order",
                'name', p.name_of_location,
                'description', p.description,
                'type_id', p.type_id,
                'kind', a.kind,
                'tool_id', p.tool_id,
                'type_photo', p.type_photo,
                'type_code', p.type_code,
                'type_word', p.type_word,
                'qr_secret', p.qr_secret,
                'file_key', p.file,
                'is_divide', p.is_divide,
                'hidden', p.hidden,
                'places', coalesce((
                    select jsonb_agg(jsonb_build_object(
                        'id', s.id,
                        'part', s.part,
                        'latitude', s.latitude,
                        'longitude', s.longitude,
                        'detections_radius_m', s.detections_radius,
                        'interaction_inaccuracy_m', s.interaction_inaccuracy,
                        'height_m', s.height,
                        'random_occurrence_m', s.random_occurrence) order by s.id)
                    from place_settings s
                    where s.point_id = p.id), '[]'),
                'hints', coalesce((
                    select jsonb_agg(jsonb_build_object(
                        'id', h.id, 'order', h."order", 'text', h.text, 'cost', h.cost)
                        order by h."order", h.id)
                    from hint h
                    where h.point_id = p.id), '[]')) order by p."order")
            from point p
            join activity a on a.id = p.type_id
            where p.quest_id = q.id), '[]'))
from quest q
where q.id = $1 and q.status = 'published'
on conflict do nothing;

-- name: route_head
-- A null version means the current one.
select v.version, r.*
from quest_version v,
    jsonb_to_record(v.route) as r (
        group_size smallint, timeframe_h smallint, reward integer, auto_accrual boolean,
        manual_photo_review boolean, author uuid)
where v.quest_id = $1
    and v.version = coalesce($2::integer, (select q.version from quest q where q.id = $1));

-- name: route_points
select p.*
from quest_version v,
    jsonb_to_recordset(v.route -> 'points') as p (
        id integer, "order" smallint, name text, description text, type_id integer, kind text,
        tool_id integer, type_photo smallint, type_code text, type_word text, qr_secret text,
        file_key text, is_divide boolean, hidden boolean)
where v.quest_id = $1
    and v.version = coalesce($2::integer, (select q.version from quest q where q.id = $1))
order by p."order";

-- name: route_places
select (p.value ->> 'id')::integer as point_id, s.*
from quest_version v,
    jsonb_array_elements(v.route -> 'points') p,
    jsonb_to_recordset(p.value -> 'places') as s (
        id integer, part smallint, latitude float8, longitude float8, detections_radius_m float8,
        interaction_inaccuracy_m float8, height_m float8, random_occurrence_m float8)
where v.quest_id = $1
    and v.version = coalesce($2::integer, (select q.version from quest q where q.id = $1))
order by s.id;

-- name: route_hints
select (p.value ->> 'id')::integer as point_id, h.*
from quest_version v,
    jsonb_array_elements(v.route -> 'points') p,
    jsonb_to_recordset(p.value -> 'hints') as h (
        id integer, "order" smallint, text text, cost integer)
where v.quest_id = $1
    and v.version = coalesce($2::integer, (select q.version from quest q where q.id = $1))
order by h."order", h.id;

-- name: lock_source
-- Two imports of one source wait for each other; the second one then finds the quest.
select pg_advisory_xact_lock(hashtextextended($1, 0))::text as locked;

-- name: find_source
select id from quest where source = $1;

-- name: import_place
insert into place (name) values ($1) on conflict do nothing;

-- name: import_quest
insert into quest (
    name, description, category_id, vehicle_id, place_id, "group", timeframe, level, mileage,
    cost, reward, auto_accrual, status, published_at, source, attribution)
select
    (select c.name
     from (
         select n, case
             when n = 1 then $1
             else left($1, 128 - length(' ()' || n)) || ' (' || n || ')'
         end as name
         from generate_series(1, 10000) n) c
     where not exists (select 1 from quest q where lower(q.name) = lower(c.name))
     order by c.n
     limit 1),
    $2, $3, $4, (select p.id from place p where lower(p.name) = lower($5)), $6, $7, $8, $9,
    $10, $11, $12, 'published', $13, $14, $15;

-- name: import_points
insert into point (
    quest_id, "order", name_of_location, description, type_id, tool_id, type_code, type_word,
    qr_secret)
select
    q.id, n.number, n.name, n.description, n.activity_id, n.tool_id, n.code, n.word,
    case when a.kind = 'qr' then n.secret end
from quest q,
    unnest(
        $2::text[], $3::text[], $4::integer[], $5::integer[], $6::text[], $7::text[], $8::text[])
        with ordinality as n (
            name, description, activity_id, tool_id, code, word, secret, number)
left join activity a on a.id = n.activity_id
where q.source = $1;

-- name: import_places
insert into place_settings (
    point_id, latitude, longitude, detections_radius, interaction_inaccuracy)
select p.id, n.latitude, n.longitude, n.radius_m, n.inaccuracy_m
from quest q
join point p on p.quest_id = q.id
join unnest($2::float8[], $3::float8[], $4::float8[], $5::float8[])
    with ordinality as n (latitude, longitude, radius_m, inaccuracy_m, number)
    on n.number = p."order"
where q.source = $1;

-- name: import_start
update quest
set start_latitude = $2,
    start_longitude = $3,
    start_mercator = pg_catalog.point($4::float8, $5::float8)
where source = $1;
