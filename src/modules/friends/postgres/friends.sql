-- SPDX-License-Identifier: Apache-2.0
-- Friendships (two rows each), friend requests, and the lists of both.

-- name: are_friends
select exists (select from friend where user_id = $1 and friend_id = $2) as found

-- name: standing
select exists (select from friend where user_id = $1 and friend_id = $2) as are_friends,
       exists (
           select from friend_request
           where least(requester_id, recipient_id) = least($1::uuid, $2::uuid)
             and greatest(requester_id, recipient_id) = greatest($1::uuid, $2::uuid)
             and status = 'sended'
       ) as has_open_request

-- name: open_request
insert into friend_request (requester_id, recipient_id) values ($1, $2)
on conflict on constraint unique_request_idx
    do update set status = 'sended' where friend_request.status <> 'sended'
returning id

-- name: request
select id, requester_id, recipient_id, status from friend_request where id = $1

-- name: decide_request
update friend_request set status = $2 where id = $1

-- name: delete_request
delete from friend_request where id = $1

-- name: befriend
insert into friend (user_id, friend_id) values ($1, $2), ($2, $1)

-- name: unfriend
delete from friend where (user_id = $1 and friend_id = $2) or (user_id = $2 and friend_id = $1)

-- name: delete_requests_between
delete from friend_request
where (requester_id = $1 and recipient_id = $2) or (requester_id = $2 and recipient_id = $1)

-- name: remove_friendships
-- Locked in one order for everybody: of two friends who leave at the same moment, each would else hold the row that
-- the other one needs. The row of the friend is found by its own key: there is no index on friend_id alone.
with held as materialized (
    select f.id
    from friend mine
    cross join lateral (values (mine.user_id, mine.friend_id), (mine.friend_id, mine.user_id)) side (one, other)
    join friend f on f.user_id = side.one and f.friend_id = side.other
    where mine.user_id = $1
    order by f.id
    for update of f
), gone as (
    delete from friend f using held where f.id = held.id returning f.user_id, f.friend_id
)
select friend_id from gone where user_id = $1

-- name: remove_requests
with held as materialized (
    select id from friend_request where requester_id = $1 or recipient_id = $1 order by id for update
)
delete from friend_request r using held where r.id = held.id

-- name: queue_for_address
-- Two users who invite one stranger at the same time count one after the other.
select pg_advisory_xact_lock(hashtextextended('invitation ' || lower($1::text), 0))

-- name: count_invitations
select (select count(*) from mail_outbox
        where sender_id = $1 and kind = 'invitation' and created_at > $3) as sent,
       (select count(*) from mail_outbox
        where recipient = $2 and kind = 'invitation' and created_at > $4) as received

-- name: user_exists
select from "user" where id = $1 and deleted_at is null

-- name: count_friends
select count(*) as total
from friend f join "user" u on u.id = f.friend_id
where f.user_id = $1 and u.is_active and u.deleted_at is null
  and ($2::text is null or u.username::text % $2 or u.full_name % $2
       or u.username::text ilike replace(replace(replace($2, '\', '\\'), '%', '\%'), '_', '\_') || '%')

-- name: list_friends
select u.id, u.username::text as username, u.first_name, u.last_name, u.full_name, u.created_at, u.updated_at,
       p.id as profile_id, p.avatar_url, p.instagram_username
from friend f join "user" u on u.id = f.friend_id join profile p on p.id = u.profile_id
where f.user_id = $1 and u.is_active and u.deleted_at is null
  and ($2::text is null or u.username::text % $2 or u.full_name % $2
       or u.username::text ilike replace(replace(replace($2, '\', '\\'), '%', '\%'), '_', '\_') || '%')
order by greatest(similarity(u.username::text, $2), similarity(u.full_name, $2)) desc, u.full_name, u.id
limit $3 offset $4

-- name: count_sent
select count(*) as total
from friend_request r join "user" u on u.id = r.recipient_id
where r.requester_id = $1 and ($2::text is null or r.status = $2) and u.deleted_at is null

-- name: list_sent
select r.id, u.first_name, u.last_name, u.username::text as username, u.id as other, true as sent, r.status,
       r.created_at, r.updated_at
from friend_request r join "user" u on u.id = r.recipient_id
where r.requester_id = $1 and ($2::text is null or r.status = $2) and u.deleted_at is null
order by r.created_at desc, r.id desc
limit $3 offset $4

-- name: count_received
select count(*) as total
from friend_request r join "user" u on u.id = r.requester_id
where r.recipient_id = $1 and ($2::text is null or r.status = $2) and u.deleted_at is null

-- name: list_received
select r.id, u.first_name, u.last_name, u.username::text as username, u.id as other, false as sent, r.status,
       r.created_at, r.updated_at
from friend_request r join "user" u on u.id = r.requester_id
where r.recipient_id = $1 and ($2::text is null or r.status = $2) and u.deleted_at is null
order by r.created_at desc, r.id desc
limit $3 offset $4

-- name: request_for
select r.id, u.first_name, u.last_name, u.username::text as username, u.id as other, r.requester_id = $2 as sent,
       r.status, r.created_at, r.updated_at
from friend_request r
join "user" u on u.id = case when r.requester_id = $2 then r.recipient_id else r.requester_id end
where r.id = $1 and $2 in (r.requester_id, r.recipient_id) and u.deleted_at is null
