-- SPDX-License-Identifier: Apache-2.0
-- Answers of keyed requests, kept for a day.

-- name: try_lock
-- A twin that still runs holds this lock until its transaction ends.
select pg_try_advisory_xact_lock(
    hashtextextended('idempotency ' || $1::uuid || ' ' || $2::text || ' ' || $3::text, 0)
) as is_locked;

-- name: find
-- A statement of its own behind try_lock: its snapshot must be younger than the lock.
select request_hash, status, content_type, location, response
from idempotency_key
where user_id = $1 and route = $2 and key = $3 and created_at > $4;

-- name: keep
-- Under the lock a row that is there has expired.
insert into idempotency_key
    (user_id, route, key, request_hash, status, content_type, location, response, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict on constraint pk_idempotency_key do update set
    request_hash = excluded.request_hash,
    status = excluded.status,
    content_type = excluded.content_type,
    location = excluded.location,
    response = excluded.response,
    created_at = excluded.created_at;

-- name: delete_expired
delete from idempotency_key
where ctid in (
    select ctid from idempotency_key where created_at <= $1 order by created_at limit 1000
);
