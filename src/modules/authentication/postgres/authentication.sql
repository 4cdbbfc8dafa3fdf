-- SPDX-License-Identifier: Apache-2.0

-- name: add_session
insert into session (id, user_id, token_key, device, user_agent, ip, created_at, rotated_at, last_used_at,
                     idle_expires_at, expires_at)
values ($1, $2, $3, $4, $5, $6, $7, $7, $7, $8, $9)

-- name: trim_sessions
update session set revoked_at = $3, revoke_reason = 'too many sessions'
where id in (select id from session
             where user_id = $1 and revoked_at is null and least(idle_expires_at, expires_at) > $3
             order by created_at desc, last_used_at desc, id offset $2)

-- name: lock_session
select s.id, s.user_id, s.token_key, s.generation, s.rotated_at, s.idle_expires_at, s.expires_at, s.revoked_at,
       u.role, u.is_active and u.deleted_at is null as user_is_active
from session s join "user" u on u.id = s.user_id
where s.id = $1
for update of s

-- name: advance_session
update session set generation = generation + 1, rotated_at = $2, last_used_at = $2, idle_expires_at = $3
where id = $1

-- name: revoke_session
update session set revoked_at = now(), revoke_reason = $3
where id = $2 and user_id = $1 and revoked_at is null
returning id

-- name: revoke_sessions
update session set revoked_at = now(), revoke_reason = $3
where user_id = $1 and revoked_at is null and id is distinct from $2

-- name: sessions_of_user
select id, device, user_agent, host(ip) as address, created_at, last_used_at,
       least(idle_expires_at, expires_at) as expires_at
from session
where user_id = $1 and revoked_at is null and least(idle_expires_at, expires_at) > $2
order by last_used_at desc, id

-- name: live_session
select s.user_id, s.revoked_at, least(s.idle_expires_at, s.expires_at) as ends_at, u.role,
       u.is_active and u.deleted_at is null as is_active, u.is_verified, u.can_edit_quests, u.can_lock_users
from session s join "user" u on u.id = s.user_id
where s.id = $1

-- name: put_code
insert into email_verification_code (email, purpose, user_id, code_hash, created_at, expires_at)
values ($1, $2, $3, $4, $5, $6)
on conflict (email, purpose) where purpose <> 'change'
do update set user_id = excluded.user_id, code_hash = excluded.code_hash, attempts = 0,
              created_at = excluded.created_at, expires_at = excluded.expires_at

-- name: put_change_code
insert into email_verification_code (email, purpose, user_id, code_hash, created_at, expires_at)
values ($1, 'change', $2, $3, $4, $5)
on conflict (user_id) where purpose = 'change'
do update set email = excluded.email, code_hash = excluded.code_hash, attempts = 0,
              created_at = excluded.created_at, expires_at = excluded.expires_at

-- name: count_change_try
update email_verification_code set attempts = attempts + 1
where user_id = $1 and purpose = 'change' and attempts < $2
returning id, code_hash as hash, user_id, expires_at

-- name: remove_outdated_codes
delete from email_verification_code c
where c.user_id = $1
  and not (c.purpose = 'register'
           and exists (select from "user" u where u.id = c.user_id and u.email = c.email and not u.is_verified))

-- name: count_code_try
update email_verification_code set attempts = attempts + 1
where email = $1 and purpose = $2 and attempts < $3
returning id, code_hash as hash, user_id, expires_at

-- name: consume_code
delete from email_verification_code where id = $1 and code_hash = $2 returning id

-- name: sent_codes
select max(created_at) filter (where kind = $3) as last,
       count(*) filter (where created_at > $2::timestamptz - interval '1 hour') as last_hour,
       count(*) as last_day
from mail_outbox
where recipient = $1 and kind in ('register_code', 'reset_code', 'change_email_code')
  and created_at > $2::timestamptz - interval '1 day'

-- name: sent_change_codes
select max(created_at) as last,
       count(*) filter (where created_at > $2::timestamptz - interval '1 hour') as last_hour,
       count(*) as last_day
from mail_outbox
where sender_id = $1 and kind = $3 and created_at > $2::timestamptz - interval '1 day'

-- name: add_reset_token
insert into reset_password_token (token_hash, user_id, expires_at) values ($1, $2, $3)

-- name: reset_token
select user_id, expires_at from reset_password_token where token_hash = $1 and used_at is null

-- name: consume_reset_token
update reset_password_token set used_at = now()
where user_id = $2 and used_at is null
  and exists (select from reset_password_token where token_hash = $1 and used_at is null)
returning token_hash

-- name: void_reset_tokens
update reset_password_token set used_at = now() where user_id = $1 and used_at is null

-- name: count_login
-- The count starts anew when few failures are a window old, or when nobody has tried for a day; until
-- then every failure above the free ones renews the delay, which makes 96 guesses a day.
insert into login_throttle as t (login_hash, failures, in_row, window_started_at)
values ($1, 1, 1, $2)
on conflict (login_hash) do update set (failures, in_row, window_started_at, delayed_until) = (
    select n.failures, t.in_row + 1,
           case when n.failures = 1 then $2::timestamptz else t.window_started_at end,
           case when n.failures >= $3::integer then $2::timestamptz + make_interval(
               secs => least($6::float8, $5::float8 * 2 ^ least(n.failures - $3::integer, 30))) end
    from (select case when t.failures < $3::integer
                           and t.window_started_at <= $2::timestamptz - make_interval(secs => $4::float8)
                      then 1
                      when t.delayed_until <= $2::timestamptz - interval '24 hours' then 1
                      else t.failures + 1 end as failures) n)
where t.delayed_until is null or t.delayed_until <= $2::timestamptz
returning in_row

-- name: login_delay
select in_row, delayed_until from login_throttle where login_hash = $1

-- name: uncount_login
update login_throttle set failures = greatest(failures - 1, 0), in_row = greatest(in_row - 1, 0), delayed_until = null
where login_hash = $1

-- name: forget_logins
delete from login_throttle where login_hash = any($1)

-- name: opening_paid
select exists (select from wallet_entry e join "user" u on u.profile_id = e.profile_id
               where u.id = $1 and e.kind = 'opening') as paid

-- name: expire_sessions
delete from session where id in (select id from session where expires_at < $1::timestamptz - interval '30 days'
                                 or revoked_at < $1::timestamptz - interval '30 days' limit 1000)

-- name: expire_codes
delete from email_verification_code
where id in (select id from email_verification_code where expires_at < $1::timestamptz - interval '1 day' limit 1000)

-- name: expire_reset_tokens
delete from reset_password_token
where token_hash in (select token_hash from reset_password_token
                     where expires_at < $1::timestamptz - interval '1 day' limit 1000)

-- name: expire_throttles
delete from login_throttle
where login_hash in (select login_hash from login_throttle
                     where updated_at < $1::timestamptz - interval '24 hours' and in_row < 100 limit 1000)
