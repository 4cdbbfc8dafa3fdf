-- SPDX-License-Identifier: Apache-2.0

-- name: find
select key, name, owner_id, mime_type, size, sha256, width, height, context, created_at
from stored_file
where key = $1;

-- name: usage
select
    count(file.id) as files,
    coalesce(sum(file.size), 0)::bigint as bytes,
    coalesce((select role > 0 from "user" where id = $1), false) as is_staff
from stored_file file
where file.owner_id = $1 and file.created_at >= $2;

-- name: lock_usage
select pg_advisory_xact_lock(hashtextextended('files ' || $1::uuid, 0));

-- name: add
insert into stored_file
    (key, name, owner_id, mime_type, size, sha256, width, height, context, created_at,
     unreferenced_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10);

-- name: link
update stored_file
set reference_count = reference_count + 1, unreferenced_at = null
where key = $1;

-- name: unlink
update stored_file
set reference_count = reference_count - 1,
    unreferenced_at = case when reference_count = 1 then $2::timestamptz end
where key = $1 and reference_count > 0
returning reference_count = 0 as is_last;

-- name: lock_unreferenced
select true as is_locked
from stored_file
where key = $1 and reference_count = 0
for update skip locked;

-- name: remove
delete from stored_file where key = $1;

-- name: unreferenced
select key
from stored_file
where reference_count = 0 and unreferenced_at <= $1
order by unreferenced_at
limit 200;

-- name: referenced_after
select id, key
from stored_file
where reference_count > 0 and id > $1
order by id
limit 500;
