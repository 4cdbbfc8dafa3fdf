-- SPDX-License-Identifier: Apache-2.0
-- Whatever changes a run locks its row first; statements after it see what others have committed.

-- name: lock_run
select id, quest_id, version, owner_id, status, current_point_id, started_at, paused_at,
       paused_seconds, finished_at, expires_at, score, answers_revealed
from quest_run
where id = $1
for update

-- name: find_run
select id, quest_id, version, owner_id, status, current_point_id, started_at, paused_at,
       paused_seconds, finished_at, expires_at, score, answers_revealed
from quest_run
where id = $1

-- name: joined_members
select user_id from run_member where run_id = $1 and status = 'joined'

-- name: points_of_run
select rp.point_id, rp.state, rp.passed_at, rp.passed_by, rp.parts_collected,
       u.first_name, u.last_name, p.avatar_url
from run_point rp
left join "user" u on u.id = rp.passed_by
left join profile p on p.id = u.profile_id
where rp.run_id = $1

-- name: hints_of_run
select hint_id from run_hint where run_id = $1

-- name: wrong_answers_since
-- In any run: starting the quest again gives no new tries.
select created_at
from run_checkin
where user_id = $1 and point_id = $2 and created_at > $3 and reason = 'WRONG_ANSWER'
order by created_at

-- name: last_fix
select latitude, longitude, accuracy, created_at
from run_checkin
where user_id = $1 and status in ('accepted', 'review') and latitude is not null
  and longitude is not null and accuracy is not null
order by created_at desc
limit 1

-- name: lock_player
-- Starts of one player wait for each other, so that his limits hold.
select pg_advisory_xact_lock(hashtextextended('runs.player:' || $1::text, 0))::text as locked

-- name: expire_of_player
-- Waits for a check-in that holds such a run: passing it over would leave it in the way of the new one.
update quest_run
set status = 'expired', finished_at = expires_at
where id in (
    select r.id
    from quest_run r join run_member m on m.run_id = r.id
    where m.user_id = $1 and m.status = 'joined' and r.status in ('active', 'paused')
      and r.expires_at <= $2
    order by r.id
    for update of r)
returning id

-- name: unfinished_of_player
select r.id, r.quest_id
from quest_run r join run_member m on m.run_id = r.id
where m.user_id = $1 and m.status = 'joined' and r.status in ('active', 'paused')
  and (r.expires_at is null or r.expires_at > $2)

-- name: count_friends
select count(*) from friend where user_id = $1 and friend_id = any ($2::uuid[])

-- name: open_run
insert into quest_run (id, quest_id, version, owner_id, status, current_point_id, started_at,
                       expires_at, answers_revealed)
values ($1, $2, $3, $4, 'active', $5, $6, $7, $8)

-- name: open_member
insert into run_member (run_id, user_id, status, joined_at) values ($1, $2, 'joined', $3)

-- name: open_points
insert into run_point (run_id, point_id, state)
select $1, point_id, case when place = 1 then 'current' else 'locked' end
from unnest($2::integer[]) with ordinality as route (point_id, place)

-- name: open_fix
insert into run_fix (run_id, user_id, fixed_at, latitude, longitude, quest_id, session_id, received_at)
values ($1, $2, $3, $4, $5, $6, $7, $3)

-- name: open_invitations
insert into run_invitation (run_id, from_id, to_id, created_at, expires_at)
select $1, $2, guest, $4, $5 from unnest($3::uuid[]) as guest

-- name: add_checkin
insert into run_checkin (run_id, point_id, place_id, user_id, status, reason, latitude, longitude,
                         accuracy, altitude, heading, distance, photo_url, client_time, session_id,
                         created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
returning id

-- name: count_attempt
update run_point set attempts = least(attempts + 1, 32767) where run_id = $1 and point_id = $2

-- name: update_point
update run_point
set state = $3, passed_at = $4, passed_by = $5, parts_collected = $6::smallint[]
where run_id = $1 and point_id = $2

-- name: update_run
update quest_run
set status = $2, current_point_id = $3, paused_at = $4, paused_seconds = $5, finished_at = $6,
    expires_at = $7, score = $8
where id = $1

-- name: close_invitations
update run_invitation set status = 'expired' where run_id = $1 and status = 'pending'

-- name: tally
select (select count(*) from run_checkin
        where run_id = $1 and reason = 'WRONG_ANSWER') as wrong_answers,
       (select count(*) from run_hint where run_id = $1) as hints

-- name: reward_candidates
-- In the order in which profiles are locked.
select m.user_id,
       exists (select from run_member m2 join quest_run r2 on r2.id = m2.run_id
               where m2.user_id = m.user_id and m2.status = 'joined' and r2.quest_id = r.quest_id
                 and r2.status = 'finished' and r2.id <> r.id) as finished_before
from run_member m
join quest_run r on r.id = m.run_id
join "user" u on u.id = m.user_id
where m.run_id = $1 and m.status = 'joined'
order by u.profile_id

-- name: request_reward
insert into reward_request (run_id, user_id, quest_id, amount, reason, created_at)
values ($1, $2, $3, $4, $5, $6)
on conflict (run_id, user_id) do nothing

-- name: add_hint
insert into run_hint (run_id, hint_id, user_id, cost, created_at) values ($1, $2, $3, $4, $5)

-- name: balance_of
select p.credits from "user" u join profile p on p.id = u.profile_id where u.id = $1

-- name: find_checkin
select c.id, c.point_id, c.place_id, c.user_id, c.status,
       exists (select from run_checkin o
               where o.run_id = c.run_id and o.point_id = c.point_id and o.id <> c.id
                 and o.status = 'review') as others_wait
from run_checkin c
where c.run_id = $1 and c.id = $2

-- name: review_checkin
update run_checkin
set status = $2, reason = coalesce($3, reason), reviewed_by = $4, reviewed_at = $5,
    review_comment = $6
where id = $1

-- name: lock_reward_request
select q.id, q.run_id, q.user_id, q.quest_id, q.amount, q.status,
       exists (select from run_member m
               where m.run_id = q.run_id and m.user_id = $2) as is_own_run
from reward_request q
where q.id = $1
for update of q

-- name: pending_photo_requests
select q.id, q.run_id, q.user_id, q.quest_id, q.amount, q.status, false as is_own_run
from reward_request q
join "user" u on u.id = q.user_id
where q.run_id = $1 and q.status = 'pending' and q.reason = 'photo'
order by u.profile_id
for update of q

-- name: decide_reward_request
update reward_request
set status = $2, amount = $3, decided_by = $4, decided_at = $5, comment = $6
where id = $1

-- name: expire_due
with due as (
    select id from quest_run
    where status in ('active', 'paused') and expires_at <= $1
    order by expires_at
    limit 200
    for update skip locked
), expired as (
    update quest_run r set status = 'expired', finished_at = r.expires_at
    from due
    where r.id = due.id
    returning r.id
), closed as (
    update run_invitation i set status = 'expired'
    from expired
    where i.run_id = expired.id and i.status = 'pending'
)
select id from expired

-- name: view_runs
-- What of the reward is shown is the viewer's, or the owner's when the viewer does not play.
select r.id, r.quest_id, r.version, r.owner_id, r.status, r.current_point_id, r.started_at,
       r.paused_at, r.paused_seconds, r.finished_at, r.expires_at, r.score, r.answers_revealed,
       r.chat_id, q.name as quest_name, q.image, (v.route ->> 'group_size')::smallint as group_limit,
       coalesce((v.route ->> 'reward')::integer, 0) as route_reward,
       paid.amount as paid_amount, request.amount as requested_amount,
       request.status as request_status,
       (select count(*) from run_point p
        where p.run_id = r.id and p.state in ('passed', 'review')) as passed,
       (select count(*) from run_point p where p.run_id = r.id) as total
from unnest($1::uuid[]) with ordinality as wanted (id, place)
join quest_run r on r.id = wanted.id
join quest q on q.id = r.quest_id
join quest_version v on v.quest_id = r.quest_id and v.version = r.version
join "user" w on w.id = case when exists (select from run_member m
                                          where m.run_id = r.id and m.user_id = $2)
                             then $2 else r.owner_id end
left join wallet_entry paid on paid.profile_id = w.profile_id and paid.quest_id = r.quest_id
    and paid.kind = 'reward' and paid.run_id = r.id
left join reward_request request on request.run_id = r.id and request.user_id = w.id
order by wanted.place

-- name: view_members
select m.run_id, m.user_id, m.status, m.joined_at, u.first_name, u.last_name, p.avatar_url
from run_member m
join "user" u on u.id = m.user_id
join profile p on p.id = u.profile_id
where m.run_id = any ($1::uuid[])
order by m.joined_at, m.user_id

-- name: count_runs
select count(*)
from run_member m join quest_run r on r.id = m.run_id
where m.user_id = $1 and m.status = 'joined'
  and ($2::text is null or $2 = case when r.status in ('active', 'paused') and r.expires_at <= $5
                                     then 'expired' else r.status end)
  and ($3::integer is null or r.quest_id = $3)
  and ($4 = 'all' or ($4 = 'owner') = (r.owner_id = m.user_id))

-- name: list_runs
select r.id
from run_member m join quest_run r on r.id = m.run_id
where m.user_id = $1 and m.status = 'joined'
  and ($2::text is null or $2 = case when r.status in ('active', 'paused') and r.expires_at <= $5
                                     then 'expired' else r.status end)
  and ($3::integer is null or r.quest_id = $3)
  and ($4 = 'all' or ($4 = 'owner') = (r.owner_id = m.user_id))
order by r.started_at desc, r.id
limit $6::integer offset $7::bigint

-- name: current_run
select r.id
from run_member m join quest_run r on r.id = m.run_id
where m.user_id = $1 and m.status = 'joined' and r.status in ('active', 'paused')
  and (r.expires_at is null or r.expires_at > $2)
order by r.status, r.started_at desc
limit 1

-- name: count_checkins
select count(*) from run_checkin where run_id = $1

-- name: list_checkins
select c.id, c.run_id, c.point_id, c.place_id, c.status, c.distance, c.created_at, c.photo_url,
       c.user_id, u.first_name, u.last_name, p.avatar_url
from run_checkin c
join "user" u on u.id = c.user_id
join profile p on p.id = u.profile_id
where c.run_id = $1
order by c.id desc
limit $2::integer offset $3::bigint

-- name: checkin
select c.id, c.run_id, c.point_id, c.place_id, c.status, c.distance, c.created_at, c.photo_url,
       c.user_id, u.first_name, u.last_name, p.avatar_url
from run_checkin c
join "user" u on u.id = c.user_id
join profile p on p.id = u.profile_id
where c.id = $1

-- name: attempts_of_points
select point_id, count(*) as attempts from run_checkin where run_id = $1 group by point_id

-- name: accepted_positions
select latitude, longitude
from run_checkin
where run_id = $1 and status in ('accepted', 'review') and latitude is not null
  and longitude is not null
order by id

-- name: rank_of_run
-- slow
select 1 + count(*) as rank
from (select m.user_id, max(r.score) as best
      from quest_run r
      join run_member m on m.run_id = r.id and m.status = 'joined'
      join "user" u on u.id = m.user_id and u.deleted_at is null
      where r.quest_id = $1 and r.status = 'finished'
      group by m.user_id) as others
where best > $2::integer

-- name: leaderboard
-- slow
with best as (
    select m.user_id, r.quest_id, max(r.score) as score, count(*) as runs
    from quest_run r
    join run_member m on m.run_id = r.id and m.status = 'joined'
    join "user" u on u.id = m.user_id and u.deleted_at is null
    where r.status = 'finished' and ($1::timestamptz is null or r.finished_at >= $1)
    group by m.user_id, r.quest_id
), ranked as (
    select user_id, sum(score)::bigint as score, sum(runs)::bigint as finished_runs,
           rank() over (order by sum(score) desc)::bigint as rank,
           row_number() over (order by sum(score) desc, user_id) as place
    from best
    group by user_id
)
select (select count(*) from ranked) as total, r.rank, r.score, r.finished_runs, r.user_id,
       r.place > $3::bigint and r.place <= $3::bigint + $4::integer as is_on_page,
       u.username::text as username, u.first_name, u.last_name, u.full_name, u.created_at, u.updated_at,
       p.id as profile_id, p.avatar_url, p.instagram_username
from (select 1) as always
left join (ranked r
           join "user" u on u.id = r.user_id
           join profile p on p.id = u.profile_id)
    on r.user_id = $2 or (r.place > $3::bigint and r.place <= $3::bigint + $4::integer)
order by r.place

-- name: quest_leaderboard
-- slow
with best as (
    select distinct on (m.user_id) m.user_id, r.score, r.finished_at,
           greatest(0, floor(extract(epoch from r.finished_at - r.started_at))::bigint
                       - r.paused_seconds) as seconds
    from quest_run r
    join run_member m on m.run_id = r.id and m.status = 'joined'
    join "user" u on u.id = m.user_id and u.deleted_at is null
    where r.quest_id = $1 and r.status = 'finished'
    order by m.user_id, r.score desc, seconds, r.finished_at
), ranked as (
    select *, rank() over (order by score desc)::bigint as rank,
           row_number() over (order by score desc, seconds, finished_at, user_id) as place
    from best
)
select (select count(*) from ranked) as total,
       exists (select from quest
               where id = $1 and status in ('published', 'archived')) as is_known,
       r.rank, r.score::bigint as score, r.seconds, r.finished_at, r.user_id,
       u.username::text as username, u.first_name, u.last_name, u.full_name, u.created_at, u.updated_at,
       p.id as profile_id, p.avatar_url, p.instagram_username
from (select 1) as always
left join (ranked r
           join "user" u on u.id = r.user_id
           join profile p on p.id = u.profile_id)
    on r.place > $2::bigint and r.place <= $2::bigint + $3::integer
order by r.place

-- name: count_reward_requests
select count(*) from reward_request where status = $1

-- name: list_reward_requests
select q.id, q.user_id, q.quest_id, quest.name as quest_name, q.run_id, q.amount, q.status,
       q.created_at, q.decided_at, u.first_name, u.last_name, p.avatar_url
from reward_request q
join quest on quest.id = q.quest_id
join "user" u on u.id = q.user_id
join profile p on p.id = u.profile_id
where q.status = $1
order by q.created_at, q.id
limit $2::integer offset $3::bigint

-- name: reward_request
select q.id, q.user_id, q.quest_id, quest.name as quest_name, q.run_id, q.amount, q.status,
       q.created_at, q.decided_at, u.first_name, u.last_name, p.avatar_url
from reward_request q
join quest on quest.id = q.quest_id
join "user" u on u.id = q.user_id
join profile p on p.id = u.profile_id
where q.id = $1
