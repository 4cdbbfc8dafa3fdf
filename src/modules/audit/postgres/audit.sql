-- SPDX-License-Identifier: Apache-2.0
-- The append-only log of acts and the chain that seals it.

-- name: add_entries
insert into audit_log (actor_id, action, object_type, object_id, data, ip, created_at)
select actor_id, action, object_type, object_id, data, ip, created_at
from unnest(
    $1::uuid[], $2::text[], $3::text[], $4::text[], $5::jsonb[], $6::inet[], $7::timestamptz[]
) with ordinality
    as act (actor_id, action, object_type, object_id, data, ip, created_at, place)
order by place;
