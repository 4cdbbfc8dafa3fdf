-- Whole quests as their authors work on them. Whoever writes a quest holds its row first.
-- SPDX-License-Identifier: Apache-2.0

-- name: lock_quest
select id from quest where id = $1 for no key update;

-- name: load_quest
select
    id, name, description, image as image_key, mentor_preference, auto_accrual, cost, reward,
    category_id as category, vehicle_id as vehicle, place_id as place, "group" as group_size,
    is_subscription, pay_extra as amount, timeframe, level, mileage, status, author_id as author,
    manual_photo_review, reject_reason, submitted_at, published_at, attribution, version,
    created_at, updated_at
from quest
where id = $1;

-- name: load_points
select
    p.id, p."order"::integer as "order", p.name_of_location as name, p.description,
    p.type_id as type, a.kind as kind_name, p.tool_id as tool, p.type_photo, p.type_code, p.type_word,
    p.qr_secret, p.file as file_key, p.is_divide, p.hidden
from point p
join activity a on a.id = p.type_id
where p.quest_id = $1
order by p."order";

-- name: load_places
select
    s.point_id, s.id, s.longitude, s.latitude, s.detections_radius as detections_radius_m,
    s.height as height_m, s.random_occurrence as random_occurrence_m,
    s.interaction_inaccuracy as interaction_inaccuracy_m, s.part
from place_settings s
join point p on p.id = s.point_id
where p.quest_id = $1
order by s.id;

-- name: load_hints
select h.point_id, h.id, h.text, h.cost
from hint h
join point p on p.id = h.point_id
where p.quest_id = $1
order by h."order", h.id;

-- name: load_merch
select id, description, price, image as image_key
from merch
where quest_id = $1
order by id;

-- name: known_references
select
    exists (select from category where id = $1) as category,
    exists (select from vehicle where id = $2) as vehicle,
    exists (select from place where id = $3) as place,
    array(select a.id from activity a where a.id = any($4::integer[]) order by a.id) as activities,
    array(select a.kind from activity a where a.id = any($4::integer[]) order by a.id) as kinds,
    array(select t.id from tool t where t.id = any($5::integer[])) as tools;

-- name: next_quest_id
select nextval(pg_get_serial_sequence('quest', 'id'))::integer as id;

-- name: insert_quest
insert into quest (
    id, name, description, image, mentor_preference, auto_accrual, cost, reward, category_id,
    vehicle_id, place_id, "group", is_subscription, pay_extra, timeframe, level, mileage, status,
    manual_photo_review, reject_reason, submitted_at, published_at, attribution, author_id)
values (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
    $22, $23, $24);

-- name: update_quest
update quest
set name = $2, description = $3, image = $4, mentor_preference = $5, auto_accrual = $6, cost = $7,
    reward = $8, category_id = $9, vehicle_id = $10, place_id = $11, "group" = $12,
    is_subscription = $13, pay_extra = $14, timeframe = $15, level = $16, mileage = $17,
    status = $18, manual_photo_review = $19, reject_reason = $20, submitted_at = $21,
    published_at = $22, attribution = $23, version = $24
where id = $1;

-- name: keep_start
update quest
set start_latitude = $2,
    start_longitude = $3,
    start_mercator = pg_catalog.point($4::float8, $5::float8)
where id = $1;

-- name: delete_other_points
delete from point where quest_id = $1 and id <> all($2::integer[]);

-- name: put_points
insert into point (
    id, quest_id, "order", name_of_location, description, type_id, tool_id, type_photo, type_code,
    type_word, qr_secret, file, is_divide, hidden)
select
    coalesce(n.id, nextval(pg_get_serial_sequence('point', 'id'))::integer), $1, n.number, n.name,
    n.description, n.type_id, n.tool_id, n.type_photo, n.type_code, n.type_word, n.qr_secret,
    n.file, n.is_divide, n.hidden
from unnest(
    $2::integer[], $3::text[], $4::text[], $5::integer[], $6::integer[], $7::smallint[],
    $8::text[], $9::text[], $10::text[], $11::text[], $12::boolean[], $13::boolean[])
    with ordinality as n (
        id, name, description, type_id, tool_id, type_photo, type_code, type_word, qr_secret, file,
        is_divide, hidden, number)
on conflict (id) do update
set "order" = excluded."order", name_of_location = excluded.name_of_location,
    description = excluded.description, type_id = excluded.type_id, tool_id = excluded.tool_id,
    type_photo = excluded.type_photo, type_code = excluded.type_code,
    type_word = excluded.type_word, qr_secret = excluded.qr_secret, file = excluded.file,
    is_divide = excluded.is_divide, hidden = excluded.hidden;

-- name: delete_other_places
delete from place_settings s
using point p
where p.id = s.point_id and p.quest_id = $1 and s.id <> all($2::integer[]);

-- name: free_parts
-- Parts that are exchanged would meet for a moment, and their constraint does not wait.
update place_settings s
set part = null
from point p
where p.id = s.point_id and p.quest_id = $1 and s.part is not null;

-- name: put_places
insert into place_settings (
    id, point_id, longitude, latitude, detections_radius, height, random_occurrence,
    interaction_inaccuracy, part)
select
    coalesce(n.id, nextval(pg_get_serial_sequence('place_settings', 'id'))::integer), p.id,
    n.longitude, n.latitude, n.radius_m, n.height_m, n.random_m, n.inaccuracy_m, n.part
from unnest(
    $2::integer[], $3::integer[], $4::float8[], $5::float8[], $6::float8[], $7::float8[],
    $8::float8[], $9::float8[], $10::smallint[])
    with ordinality as n (
        point_order, id, longitude, latitude, radius_m, height_m, random_m, inaccuracy_m, part,
        number)
join point p on p.quest_id = $1 and p."order" = n.point_order
order by n.number
on conflict (id) do update
set longitude = excluded.longitude, latitude = excluded.latitude,
    detections_radius = excluded.detections_radius, height = excluded.height,
    random_occurrence = excluded.random_occurrence,
    interaction_inaccuracy = excluded.interaction_inaccuracy, part = excluded.part;

-- name: delete_other_hints
delete from hint h
using point p
where p.id = h.point_id and p.quest_id = $1 and h.id <> all($2::integer[]);

-- name: put_hints
insert into hint (id, point_id, "order", text, cost)
select
    coalesce(n.id, nextval(pg_get_serial_sequence('hint', 'id'))::integer), p.id, n.hint_order,
    n.text, n.cost
from unnest($2::integer[], $3::integer[], $4::smallint[], $5::text[], $6::integer[])
    with ordinality as n (point_order, id, hint_order, text, cost, number)
join point p on p.quest_id = $1 and p."order" = n.point_order
order by n.number
on conflict (id) do update
set "order" = excluded."order", text = excluded.text, cost = excluded.cost;

-- name: delete_other_merch
delete from merch where quest_id = $1 and id <> all($2::integer[]);

-- name: put_merch
insert into merch (id, quest_id, description, price, image)
select
    coalesce(n.id, nextval(pg_get_serial_sequence('merch', 'id'))::integer), $1, n.description,
    n.price, n.image
from unnest($2::integer[], $3::text[], $4::integer[], $5::text[])
    with ordinality as n (id, description, price, image, number)
order by n.number
on conflict (id) do update
set description = excluded.description, price = excluded.price, image = excluded.image;

-- name: lock_quest_for_deletion
select id from quest where id = $1 for update;

-- name: quest_history
select
    (select count(*) from quest_run where quest_id = $1)
    + (select count(*) from purchase where quest_id = $1)
    + (select count(*) from merch_order where quest_id = $1) as count;

-- name: delete_quest
-- Everything that belongs to the quest goes with it (ON DELETE CASCADE).
delete from quest where id = $1;

-- name: waiting_quests
select
    q.id, q.name, q.image, q.reviews_count, q.rating_sum, q.category_id, q."group", q.vehicle_id,
    q.place_id, q.timeframe, q.level, q.mileage, q.auto_accrual, q.cost, q.reward,
    q.is_subscription, q.pay_extra, q.status, q.created_at, null::float8 as distance,
    u.id as author, u.first_name, u.last_name, o.avatar_url as avatar, q.submitted_at
from quest q
join "user" u on u.id = q.author_id
join profile o on o.id = u.profile_id
where q.status = 'pending'
order by q.submitted_at, q.id
offset $1
limit $2;

-- name: count_waiting_quests
select count(*) from quest where status = 'pending' and author_id is not null;

-- name: find_pending_quest
select id as quest_id, name from quest where id = $1 and status = 'pending';
