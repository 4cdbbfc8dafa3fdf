-- SPDX-License-Identifier: Apache-2.0

-- name: add_ticket
insert into ws_ticket (ticket_hash, user_id, expires_at) values ($1, $2, $3)

-- name: take_ticket
-- One statement: of two who come at the same time, one gets it.
delete from ws_ticket where ticket_hash = $1 and expires_at > $2 returning user_id

-- name: remove_expired_tickets
delete from ws_ticket where expires_at <= $1

-- name: positions
-- Clocks of servers and database may differ a little, so joining counts from 5 s earlier.
select c.id as chat_id, c.last_seq,
       coalesce((select min(e.seq) - 1 from chat_event e
                 where e.chat_id = c.id
                   and e.created_at >= greatest($2, p.created_at - interval '5 seconds')),
                c.last_seq) as seq
from chat_participant p
join chat c on c.id = p.chat_id
where p.user_id = $1 and p.left_at is null and ($3::integer is null or c.id = $3)

-- name: newest_chat
select coalesce(max(id), 0) as id from chat

-- name: participants_after
-- A page ends with a chat: the next one begins behind it.
select chat_id, user_id from chat_participant
where chat_id > $1 and left_at is null
order by chat_id
fetch first 10000 rows with ties

-- name: unread_notifications
select count(*) as unread from notification where user_id = $1 and not is_read

-- name: takes_part
select exists (select from quest_run r
               left join run_member m on m.run_id = r.id and m.user_id = $2 and m.status = 'joined'
               where r.id = $1 and (r.owner_id = $2 or m.user_id is not null)) as takes_part

-- name: players
select owner_id as user_id from quest_run where id = $1
union
select user_id from run_member where run_id = $1 and status = 'joined'

-- name: last_used
select user_id, max(last_used_at) as last_used_at from session where user_id = any($1) group by user_id
