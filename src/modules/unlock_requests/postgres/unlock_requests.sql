-- SPDX-License-Identifier: Apache-2.0
-- What users who are locked out ask for, and what became of it.

-- name: add_unlock_request
insert into unlock_request (user_id, email, reason, message) values ($1, $2, $3, $4)
on conflict (user_id) where status = 'pending' do nothing

-- name: undecided
select user_id, status from unlock_request where id = $1

-- name: lock_unlock_request
select user_id, status from unlock_request where id = $1 for update

-- name: decide_unlock_request
update unlock_request set status = $2, decided_by = $3, decided_at = $4 where id = $1

-- name: remove_unlock_requests
delete from unlock_request where user_id = $1

-- name: unlock_request
select id, email::text as email, reason, status, message, created_at, updated_at from unlock_request where id = $1

-- name: count_unlock_requests
select count(*) as total
from unlock_request
where ($1::text is null or email = $1::citext)
  and ($2::text is null or lower(reason) = lower($2))
  and ($3::text[] is null or status = any ($3))

-- name: newest_unlock_requests
select id, email::text as email, reason, status, message, created_at, updated_at
from unlock_request
where ($1::text is null or email = $1::citext)
  and ($2::text is null or lower(reason) = lower($2))
  and ($3::text[] is null or status = any ($3))
order by created_at desc, id desc
limit $4 offset $5

-- name: ordered_unlock_requests
-- Any list of columns and directions in one statement: each column becomes the rank of its value, a
-- descending one the negative rank, and arrays of ranks compare element by element. $6 numbers the
-- columns from 1 and has the sign of the direction.
select id, email::text as email, reason, status, message, created_at, updated_at
from (
    select *, array[dense_rank() over (order by id), dense_rank() over (order by email),
                    dense_rank() over (order by lower(reason)), dense_rank() over (order by status),
                    dense_rank() over (order by created_at), dense_rank() over (order by updated_at)] as ranks
    from unlock_request
    where ($1::text is null or email = $1::citext)
      and ($2::text is null or lower(reason) = lower($2))
      and ($3::text[] is null or status = any ($3))
) ranked
order by array(select sign(term) * ranks[abs(term)] from unnest($6::int[]) with ordinality as wanted (term, place)
               order by place), created_at desc, id desc
limit $4 offset $5
