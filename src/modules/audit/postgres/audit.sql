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

-- name: lock_sealing
-- One sealer over all instances, until the end of its transaction.
select pg_try_advisory_xact_lock(hashtextextended('audit sealer', 0)) as is_locked;

-- name: find_head
select seq, hash from audit_head;

-- name: list_unsealed
select id, actor_id, action, object_type, object_id, data::text as data, ip::text as ip, created_at
from audit_log
where seq is null
order by id
limit $1::integer;

-- name: seal
update audit_log
set seq = sealed.seq, prev_hash = sealed.prev_hash, hash = sealed.hash
from unnest($1::bigint[], $2::bigint[], $3::bytea[], $4::bytea[])
    as sealed (id, seq, prev_hash, hash)
where audit_log.id = sealed.id;

-- name: move_head
update audit_head set seq = $1, hash = $2;

-- name: chain_state
-- One statement, so that all of it is of one moment.
select head.seq as head_seq, head.hash as head_hash,
       coalesce((select max(seq) from audit_log), 0) as last_seq,
       late.count as late, late.first as first_late
from (
    select count(*) as count, min(id) as first
    from audit_log
    where seq is null and created_at < now() - interval '10 seconds'
) late
left join audit_head head on true;

-- name: list_sealed
select id, actor_id, action, object_type, object_id, data::text as data, ip::text as ip, created_at,
       seq, prev_hash, hash
from audit_log
where seq > $1 and seq <= $2
order by seq
limit $3::integer;

-- name: count_entries
-- slow
select count(*)
from audit_log
where ($1::uuid is null or actor_id = $1)
  and ($2::text is null or action = $2)
  and ($3::text is null or object_type = $3)
  and ($4::text is null or object_id = $4)
  and ($5::timestamptz is null or created_at >= $5)
  and ($6::timestamptz is null or created_at < $6);

-- name: list_entries
-- slow
select e.id, e.seq, e.action, e.object_type, e.object_id, e.data::text as data, host(e.ip) as ip,
       e.created_at, u.id as actor_id, u.first_name, u.last_name, p.avatar_url
from (
    select *
    from audit_log
    where ($1::uuid is null or actor_id = $1)
      and ($2::text is null or action = $2)
      and ($3::text is null or object_type = $3)
      and ($4::text is null or object_id = $4)
      and ($5::timestamptz is null or created_at >= $5)
      and ($6::timestamptz is null or created_at < $6)
    order by id desc
    limit $7::integer offset $8::bigint
) e
left join "user" u on u.id = e.actor_id
left join profile p on p.id = u.profile_id
order by e.id desc;
