-- SPDX-License-Identifier: Apache-2.0
-- What users are told in the app, and the devices that they are told on.

-- name: add_notification
-- Nothing for a user who is deleted. His row is locked while it is looked at, so that nothing is added behind a
-- deletion under way; so for put_device.
-- $4 and $5 hold the texts in each language of $6; the newest device says which one is shown.
insert into notification (user_id, type, action, data, title, message, created_at)
select u.id, $2, $3, '{}', ($4::text[])[shown.place], ($5::text[])[shown.place], $7
from "user" u
cross join lateral (
    select coalesce(array_position($6::text[], (
        select language from device where user_id = u.id order by updated_at desc limit 1
    )), 1) as place
) shown
where u.id = $1 and u.deleted_at is null
for key share of u
returning id;

-- name: list_notifications
select id, type, title, message, action, data::text as data, is_read, created_at
from notification
where user_id = $1
  and ($2::boolean is null or is_read <> $2)
  and ($3::text is null or type = $3)
order by id desc
limit $4::integer offset $5::bigint;

-- name: count_notifications
select count(*) as total
from notification
where user_id = $1
  and ($2::boolean is null or is_read <> $2)
  and ($3::text is null or type = $3);

-- name: count_unread
select count(*) as unread from notification where user_id = $1 and not is_read;

-- name: find_notification
select id, type, title, message, action, data::text as data, is_read, created_at
from notification
where user_id = $1 and id = $2;

-- name: mark_read
update notification
set is_read = true
where user_id = $1 and not is_read and ($2::bigint[] is null or id = any($2::bigint[]));

-- name: remove_notification
delete from notification where user_id = $1 and id = $2 returning id;

-- name: delete_old
-- Ids grow with time, so the oldest rows are the first of the primary key.
delete from notification
where id in (
    select id
    from (select id, created_at from notification order by id limit 1000) oldest
    where created_at < $1
)
returning id;

-- name: put_device
insert into device (token, user_id, platform, language, updated_at)
select $1, id, $3, coalesce($4::text, 'en'), $5
from "user"
where id = $2 and deleted_at is null
for key share
on conflict (token) do update set
    user_id = excluded.user_id,
    platform = excluded.platform,
    language = coalesce($4::text, device.language),
    updated_at = excluded.updated_at;

-- name: remove_device
delete from device where token = $1 and user_id = $2;

-- name: remove_devices
delete from device where user_id = $1;

-- name: remove_notifications
delete from notification where user_id = $1;
