-- What is shown of chats. One round trip each; several statements share one snapshot.
-- SPDX-License-Identifier: Apache-2.0

-- name: list_previews
-- A run's chat is found through the memberships of the reader, which are few and indexed.
select c.id, p.unread_count, c.last_seq, coalesce(m.created_at, c.created_at) as updated_at,
       case c.kind when 'pair' then partner.id else coalesce(run.owner_id, p.user_id) end
           as recipient_id,
       case c.kind when 'pair' then partner.full_name else coalesce(run.quest_name, '') end
           as recipient_name,
       profile.avatar_url as recipient_avatar,
       m.id as message_id, m.text, m.file_url as file_key, m.created_at as sent_at, m.is_read
from chat_participant p
join chat c on c.id = p.chat_id
left join message m on m.id = c.last_message_id
left join "user" partner
    on partner.id = case when c.pair_low = p.user_id then c.pair_high else c.pair_low end
left join profile on profile.id = partner.profile_id
left join lateral (
    select r.owner_id, q.name as quest_name
    from run_member member
    join quest_run r on r.id = member.run_id
    join quest q on q.id = r.quest_id
    where c.kind = 'run' and member.user_id = p.user_id and r.chat_id = c.id
    limit 1
) run on true
where p.user_id = $1 and p.left_at is null and ($2::integer is null or c.id = $2)
order by updated_at desc, m.id desc nulls last, c.id desc
limit 200;

-- name: find_chat
-- Moderators may read while a participant's report is younger than $3.
select c.id, c.created_at, c.last_seq,
       exists (
           select from chat_participant p
           where p.chat_id = c.id and p.user_id = $2 and p.left_at is null
       ) as is_participant,
       exists (
           select from message_report r
           join chat_participant p on p.chat_id = r.chat_id and p.user_id = r.reporter_id
           where r.chat_id = c.id and r.created_at > $3
       ) or exists (
           select from kept_report r where r.chat_id = c.id and r.created_at > $3
       ) as is_reported
from chat c
where c.id = $1;

-- name: list_participants
select u.id, u.full_name, profile.avatar_url as avatar
from chat_participant p
join "user" u on u.id = p.user_id
join profile on profile.id = u.profile_id
where p.chat_id = $1 and p.left_at is null
order by p.created_at, u.id;

-- name: list_messages
select m.id, m.text, m.file_url as file_key, m.created_at, m.is_read, m.seq, m.edited_at,
       u.id as author_id, u.full_name as author_name, profile.avatar_url as author_avatar
from message m
join "user" u on u.id = m.author_id
join profile on profile.id = u.profile_id
where m.chat_id = $1 and ($2::integer is null or m.id < $2)
order by m.id desc
limit $3::integer;

-- name: list_events
select chat_id, seq, type, created_at as at,
       (payload ->> 'id')::integer as message_id,
       payload ->> 'text' as text,
       payload ->> 'file' as file_key,
       (payload ->> 'authorId')::uuid as author_id,
       (payload ->> 'isRead')::boolean as is_read,
       (payload ->> 'seq')::bigint as message_seq,
       (payload ->> 'createdAt')::timestamptz as message_created_at,
       (payload ->> 'updatedAt')::timestamptz as message_updated_at,
       (payload ->> 'editedAt')::timestamptz as message_edited_at,
       (payload ->> 'userId')::uuid as reader_id,
       (payload ->> 'lastReadMessageId')::integer as last_read_message_id
from chat_event
where chat_id = $1 and seq > $2
order by seq
limit $3::integer;

-- name: chats_of_user
select chat_id from chat_participant where user_id = $1 and left_at is null order by chat_id;

-- name: members_of_chat
select user_id from chat_participant where chat_id = $1 and left_at is null order by user_id;

-- name: participates
select exists (
    select from chat_participant where chat_id = $1 and user_id = $2 and left_at is null
) as participates;

-- name: last_seqs
select id, last_seq from chat where id = any ($1::integer[]) order by id;

-- name: unread_by_chat
select chat_id, unread_count
from chat_participant
where user_id = $1 and left_at is null and unread_count > 0
order by chat_id;

-- name: unread_of_chat
select coalesce(sum(unread_count), 0)::bigint as total,
       coalesce(sum(unread_count) filter (where chat_id = $2), 0)::bigint as in_chat
from chat_participant
where user_id = $1 and left_at is null;

-- name: count_reports
select (select count(*) from message_report) + (select count(*) from kept_report);

-- name: list_reports
-- A message that its author changed or deleted afterwards is shown as it was.
with report as (
    select r.id, r.reason, r.created_at, r.reporter_id,
           m.id as message_id, m.chat_id, m.author_id, m.text, m.file_url, m.is_read, m.seq,
           m.created_at as sent_at, m.updated_at, m.edited_at
    from message_report r
    join message m on m.id = r.message_id
    union all
    select id, reason, created_at, reporter_id, message_id, chat_id, author_id, text, file_url,
           is_read, seq, sent_at, updated_at, edited_at
    from kept_report
)
select r.id, r.reason, r.created_at,
       r.message_id, r.chat_id, r.author_id, r.text, r.file_url as file_key, r.is_read, r.seq,
       r.sent_at, r.updated_at, r.edited_at,
       u.id as reporter_id, u.first_name, u.last_name, profile.avatar_url as avatar
from report r
join "user" u on u.id = r.reporter_id
join profile on profile.id = u.profile_id
order by r.created_at desc, r.id desc
limit $1::integer offset $2::bigint;
