-- SPDX-License-Identifier: Apache-2.0
-- Messages that wait for their way out, and for 30 days what became of them.

-- name: enqueue
insert into mail_outbox
    (recipient, kind, language, message, next_attempt_at, expires_at, created_at, sender_id)
values ($1, $2, $3, $4, $5, $6, $5, $7);

-- name: claim
-- The new next_attempt_at ($2) is a lease: no transaction stays open while a server is slow, and
-- a process that dies leaves the message to the others.
update mail_outbox
set attempts = attempts + 1, next_attempt_at = $2
where id = (
    select id
    from mail_outbox
    where sent_at is null and failed_at is null and next_attempt_at <= $1 and expires_at > $1
    order by next_attempt_at
    limit 1
    for update skip locked
)
returning id, recipient::text as recipient, kind, message, attempts, expires_at;

-- name: mark_sent
update mail_outbox set sent_at = $2, message = '', last_error = null where id = $1;

-- name: postpone
update mail_outbox set next_attempt_at = $2, last_error = $3 where id = $1;

-- name: give_up
update mail_outbox set failed_at = $2, message = '', last_error = $3 where id = $1;

-- name: give_up_expired
-- Not below next_attempt_at: somebody may be sending it right now.
update mail_outbox
set failed_at = $1, message = '', last_error = coalesce(last_error, 'expired')
where sent_at is null and failed_at is null and next_attempt_at <= $1 and expires_at <= $1;

-- name: delete_old
delete from mail_outbox
where id in (select id from mail_outbox where created_at < $1 order by id limit 1000);
