-- What changes chats. Every change of a chat begins with lock_chat or lock_message: the row lock
-- gives all events of a chat one order, and the statement after it sees what others committed.
-- SPDX-License-Identifier: Apache-2.0

-- name: lock_chat
select id from chat where id = $1 for no key update;

-- name: find_recipient
select u.is_active, writer.role > 0 as is_asked_by_staff
from "user" u
cross join "user" writer
where u.id = $1 and u.deleted_at is null and writer.id = $2;

-- name: open_pair
-- Waits for a twin that opens the same pair and then does nothing.
with opened as (
    insert into chat (kind, pair_low, pair_high, created_at, updated_at)
    values ('pair', least($1::uuid, $2::uuid), greatest($1::uuid, $2::uuid), $3, $3)
    on conflict (pair_low, pair_high) do nothing
    returning id
)
insert into chat_participant (chat_id, user_id, created_at)
select opened.id, member.id, $3
from opened
cross join unnest(array[$1, $2]::uuid[]) as member (id);

-- name: find_pair
select id from chat
where pair_low = least($1::uuid, $2::uuid) and pair_high = greatest($1::uuid, $2::uuid);

-- name: lock_support
-- Two calls of one user must not find two people.
select pg_advisory_xact_lock(hashtextextended('chats support ' || $1::uuid, 0));

-- name: find_support
select c.id
from chat_participant mine
join chat c on c.id = mine.chat_id and c.kind = 'pair'
join chat_participant theirs on theirs.chat_id = c.id and theirs.user_id <> mine.user_id
join "user" u on u.id = theirs.user_id
where mine.user_id = $1 and u.role = 1 and u.is_active and u.is_verified
order by c.last_message_id desc nulls last, c.id
limit 1;

-- name: least_loaded
select u.id
from "user" u
left join chat_participant p on p.user_id = u.id and p.left_at is null
where u.role = 1 and u.is_active and u.is_verified and u.deleted_at is null and u.id <> $1
group by u.id
order by count(p.chat_id), u.id
limit 1;

-- name: forget_client_id
update message set client_id = null
where chat_id = $1 and author_id = $2 and client_id = $3 and created_at <= $4;

-- name: send_message
-- Nothing when the author takes no part in the chat.
with place as (
    select c.id, c.last_seq,
           c.kind = 'pair' and writer.role = 0 and exists (
               select from chat_participant p
               join "user" u on u.id = p.user_id
               where p.chat_id = c.id and p.user_id <> $2 and not u.is_active
           ) as is_blocked
    from chat c
    join chat_participant me on me.chat_id = c.id and me.user_id = $2 and me.left_at is null
    join "user" writer on writer.id = me.user_id
    where c.id = $1
), known as (
    select m.* from message m join place on place.id = m.chat_id
    where m.author_id = $2 and m.client_id = $5
), written as (
    insert into message (chat_id, author_id, text, file_url, client_id, seq, created_at, updated_at)
    select place.id, $2, $3, $4, $5, place.last_seq + 1, $6, $6
    from place
    where not place.is_blocked and not exists (select from known)
    returning *
), numbered as (
    update chat c set last_seq = w.seq, last_message_id = w.id
    from written w
    where c.id = w.chat_id
), event as (
    insert into chat_event (chat_id, seq, type, payload, created_at)
    select chat_id, seq, 'message.created', jsonb_build_object(
        'id', id, 'text', text, 'file', file_url, 'authorId', author_id, 'isRead', is_read,
        'seq', seq, 'createdAt', created_at, 'updatedAt', updated_at, 'editedAt', edited_at
    ), $6
    from written
), counted as (
    update chat_participant p set unread_count = p.unread_count + 1
    from written w
    where p.chat_id = w.chat_id and p.user_id <> w.author_id and p.left_at is null
    returning p.user_id
)
select place.is_blocked, m.is_new, m.id, m.text, m.file_url as file_key, m.is_read, m.seq,
       m.created_at, m.updated_at, m.edited_at,
       coalesce((select array_agg(user_id) from counted), '{}') as told
from place
left join (
    select *, true as is_new from written
    union all
    select *, false as is_new from known
) m on true;

-- name: lock_message
select c.id from message m join chat c on c.id = m.chat_id
where m.id = $1
for no key update of c;

-- name: find_message
select m.id, m.chat_id, m.author_id, m.file_url as file_key, m.text, m.is_read, m.seq,
       m.created_at, m.updated_at, m.edited_at,
       exists (
           select from chat_participant p
           where p.chat_id = m.chat_id and p.user_id = $2 and p.left_at is null
       ) as is_participant,
       exists (select from message_report r where r.message_id = m.id) as is_reported
from message m
where m.id = $1;

-- name: edit_message
with edited as (
    update message
    set text = $2, file_url = $3, edited_at = $4
    where id = $1
    returning *
), numbered as (
    update chat c set last_seq = c.last_seq + 1
    from edited
    where c.id = edited.chat_id
    returning c.last_seq
), event as (
    insert into chat_event (chat_id, seq, type, payload, created_at)
    select chat_id, last_seq, 'message.updated', jsonb_build_object(
        'id', id, 'text', text, 'file', file_url, 'authorId', author_id, 'isRead', is_read,
        'seq', seq, 'createdAt', created_at, 'updatedAt', updated_at, 'editedAt', edited_at
    ), $4
    from edited cross join numbered
)
select id, chat_id, author_id, text, file_url as file_key, is_read, seq, created_at, updated_at,
       edited_at, last_seq as event_seq
from edited cross join numbered;

-- name: delete_message
-- Earlier events of the message stay for the order, but no longer tell what it said.
with gone as (
    delete from message where id = $1 returning *
), lowered as (
    update chat_participant p set unread_count = p.unread_count - 1
    from gone
    join chat c on c.id = gone.chat_id
    where p.chat_id = gone.chat_id and p.user_id <> gone.author_id and p.left_at is null
      and case c.kind when 'pair' then not gone.is_read
                      else p.last_read_message_id < gone.id end
    returning p.user_id
), numbered as (
    update chat c
    set last_seq = c.last_seq + 1,
        last_message_id = (
            select max(m.id) from message m where m.chat_id = c.id and m.id <> gone.id
        )
    from gone
    where c.id = gone.chat_id
    returning c.last_seq
), emptied as (
    update chat_event e set payload = e.payload || '{"text": "", "file": null}'
    from gone
    where e.chat_id = gone.chat_id and e.seq >= gone.seq
      and e.type in ('message.created', 'message.updated')
      and (e.payload ->> 'id')::integer = gone.id
), event as (
    insert into chat_event (chat_id, seq, type, payload, created_at)
    select gone.chat_id, numbered.last_seq, 'message.deleted',
           jsonb_build_object('id', gone.id), $2
    from gone cross join numbered
)
select numbered.last_seq as event_seq,
       coalesce((select array_agg(user_id) from lowered), '{}') as told
from numbered;

-- name: mark_read
-- In a pair a message is read when its flag says so; in a group each reader has a position and the
-- flag says "by everybody". `event_seq` is null when nothing changed.
with me as (
    select c.kind, p.unread_count, p.last_read_message_id
    from chat c
    join chat_participant p on p.chat_id = c.id and p.user_id = $2
    where c.id = $1
), remaining as (
    select count(*)::integer as messages
    from message m
    cross join me
    where m.chat_id = $1 and m.author_id <> $2 and m.id > $3
      and case me.kind when 'pair' then not m.is_read else m.id > me.last_read_message_id end
), moved as (
    update chat_participant p
    set unread_count = remaining.messages,
        last_read_message_id = greatest(p.last_read_message_id, $3::integer)
    from remaining
    where p.chat_id = $1 and p.user_id = $2 and p.unread_count <> remaining.messages
    returning p.unread_count, p.last_read_message_id
), flagged as (
    update message m set is_read = true
    from moved
    cross join me
    where m.chat_id = $1 and m.author_id <> $2 and m.id <= $3 and not m.is_read
      and (me.kind = 'pair' or not exists (
          select from chat_participant other
          where other.chat_id = $1 and other.left_at is null
            and other.user_id not in (m.author_id, $2)
            and other.last_read_message_id < m.id
      ))
), numbered as (
    update chat c set last_seq = c.last_seq + 1
    from moved
    where c.id = $1
    returning c.last_seq
), event as (
    insert into chat_event (chat_id, seq, type, payload, created_at)
    select $1, numbered.last_seq, 'message.read',
           jsonb_build_object('userId', $2::uuid, 'lastReadMessageId', moved.last_read_message_id),
           $4
    from numbered cross join moved
)
select coalesce(moved.unread_count, me.unread_count) as unread_count,
       numbered.last_seq as event_seq
from me
left join moved on true
left join numbered on true;

-- name: mark_unread
-- One message of a pair; in a group the position goes back, so newer ones are unread too.
with me as (
    select c.kind, p.last_read_message_id
    from chat c
    join chat_participant p on p.chat_id = c.id and p.user_id = $2
    where c.id = $1
), target as (
    select m.id from message m
    cross join me
    where m.id = $3
      and case me.kind when 'pair' then m.is_read else me.last_read_message_id >= m.id end
), moved as (
    update chat_participant p
    set unread_count = case me.kind
            when 'pair' then p.unread_count + 1
            else (select count(*) from message m
                  where m.chat_id = $1 and m.author_id <> $2 and m.id >= $3)
        end,
        last_read_message_id = least(p.last_read_message_id, $3::integer - 1)
    from me cross join target
    where p.chat_id = $1 and p.user_id = $2
    returning p.unread_count, p.last_read_message_id
), flagged as (
    update message m set is_read = false
    from me cross join target
    where m.chat_id = $1 and m.author_id <> $2 and m.is_read
      and case me.kind when 'pair' then m.id = target.id else m.id >= target.id end
    returning m.*
), numbered as (
    update chat c set last_seq = c.last_seq + 1
    from moved
    where c.id = $1
    returning c.last_seq
), event as (
    insert into chat_event (chat_id, seq, type, payload, created_at)
    select $1, numbered.last_seq,
           case me.kind when 'pair' then 'message.updated' else 'message.read' end,
           case me.kind
               when 'pair' then (
                   select jsonb_build_object(
                       'id', id, 'text', text, 'file', file_url, 'authorId', author_id,
                       'isRead', is_read, 'seq', seq, 'createdAt', created_at,
                       'updatedAt', updated_at, 'editedAt', edited_at
                   )
                   from flagged
               )
               else jsonb_build_object(
                   'userId', $2::uuid, 'lastReadMessageId', moved.last_read_message_id
               )
           end,
           $4
    from numbered cross join moved cross join me
)
select last_seq as event_seq from numbered;

-- name: report_message
insert into message_report (message_id, chat_id, reporter_id, reason, created_at)
select m.id, m.chat_id, $2, $3, $4
from message m
where m.id = $1
on conflict (message_id, reporter_id) do update
set reason = excluded.reason, created_at = excluded.created_at
returning xmax = 0 as is_new;

-- name: keep_reports
-- Before the message changes or goes: what was reported stays as it was.
with reported as (
    delete from message_report where message_id = $1 returning *
)
insert into kept_report (id, chat_id, reporter_id, reason, created_at, message_id, author_id, text,
                         file_url, is_read, seq, sent_at, updated_at, edited_at)
select r.id, r.chat_id, r.reporter_id, r.reason, r.created_at, m.id, m.author_id, m.text,
       m.file_url, m.is_read, m.seq, m.created_at, m.updated_at, m.edited_at
from reported r
join message m on m.id = r.message_id;

-- name: settle_reports
delete from kept_report where chat_id = $1 and message_id = $2 returning file_url as file_key;

-- name: drop_kept_reports
-- Few at a time: each may hold a file whose row stays locked until the commit.
with old as (
    select id from kept_report where created_at < $1 order by created_at limit 50
    for update skip locked
)
delete from kept_report k using old where k.id = old.id returning k.file_url as file_key;

-- name: moderators
select id from "user"
where role in (1, 2) and is_active and is_verified and deleted_at is null and id <> $1
order by id
limit 100;

-- name: participants_to_tell
-- Whom nobody told since $3: once a day is enough, however often a moderator looks.
select p.user_id from chat_participant p
where p.chat_id = $1 and p.left_at is null
  and not exists (
      select from notification n
      where n.user_id = p.user_id and n.type = 'account' and n.action = $2
        and n.created_at > $3
  )
order by p.user_id;

-- name: open_group
with opened as (
    insert into chat (kind, created_at, updated_at) values ('run', $2, $2) returning id
), joined as (
    insert into chat_participant (chat_id, user_id, created_at)
    select opened.id, member.id, $2
    from opened
    cross join unnest($1::uuid[]) as member (id)
)
select id from opened;

-- name: add_member
-- What was said before he came is not unread for him.
insert into chat_participant (chat_id, user_id, last_read_message_id, created_at)
select c.id, $2, coalesce(c.last_message_id, 0), $3
from chat c
where c.id = $1
on conflict (chat_id, user_id) do update
set left_at = null, unread_count = 0, last_read_message_id = excluded.last_read_message_id
where chat_participant.left_at is not null;

-- name: remove_member
-- What only he had not read is read by everybody now.
with leaver as (
    update chat_participant set left_at = $3, unread_count = 0
    where chat_id = $1 and user_id = $2 and left_at is null
    returning user_id
), flagged as (
    update message m set is_read = true
    from leaver
    where m.chat_id = $1 and not m.is_read
      and exists (
          select from chat_participant other
          where other.chat_id = $1 and other.left_at is null
            and other.user_id not in (m.author_id, $2)
      )
      and not exists (
          select from chat_participant other
          where other.chat_id = $1 and other.left_at is null
            and other.user_id not in (m.author_id, $2)
            and other.last_read_message_id < m.id
      )
)
select user_id from leaver;

-- name: drop_old_events
-- Workers that clean at the same time share the work.
with old as (
    select chat_id, seq from chat_event where created_at < $1 order by created_at limit 5000
    for update skip locked
)
delete from chat_event e using old where e.chat_id = old.chat_id and e.seq = old.seq;
