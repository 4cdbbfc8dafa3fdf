-- SPDX-License-Identifier: Apache-2.0

-- name: account
select id, username::text, email::text, password as password_hash, first_name, last_name, role, is_active,
       is_verified, can_edit_quests, can_lock_users, language, self_registered, last_login_at, locked_reason,
       created_at
from "user" where id = $1 and deleted_at is null

-- name: account_by_email
select id, username::text, email::text, password as password_hash, first_name, last_name, role, is_active,
       is_verified, can_edit_quests, can_lock_users, language, self_registered, last_login_at, locked_reason,
       created_at
from "user" where email = $1 and deleted_at is null

-- name: account_by_username
select id, username::text, email::text, password as password_hash, first_name, last_name, role, is_active,
       is_verified, can_edit_quests, can_lock_users, language, self_registered, last_login_at, locked_reason,
       created_at
from "user" where username = $1 and deleted_at is null

-- name: lock_account
-- Not FOR UPDATE: rows that only refer to the user (a notification, a session) need not wait, and so
-- cannot deadlock with whoever holds his sessions.
select id, username::text, email::text, password as password_hash, first_name, last_name, role, is_active,
       is_verified, can_edit_quests, can_lock_users, language, self_registered, last_login_at, locked_reason,
       created_at
from "user" where id = $1 and deleted_at is null for no key update

-- name: lock_accounts
select id, username::text, email::text, password as password_hash, first_name, last_name, role, is_active,
       is_verified, can_edit_quests, can_lock_users, language, self_registered, last_login_at, locked_reason,
       created_at
from "user" where id = any($1::uuid[]) and deleted_at is null order by id for no key update

-- name: lock_account_by_email
select id, username::text, email::text, password as password_hash, first_name, last_name, role, is_active,
       is_verified, can_edit_quests, can_lock_users, language, self_registered, last_login_at, locked_reason,
       created_at
from "user" where email = $1 and deleted_at is null for no key update

-- name: lock_account_by_username
select id, username::text, email::text, password as password_hash, first_name, last_name, role, is_active,
       is_verified, can_edit_quests, can_lock_users, language, self_registered, last_login_at, locked_reason,
       created_at
from "user" where username = $1 and deleted_at is null for no key update

-- name: taken
select exists (select from "user" where email = $2 and id <> $1) as email,
       exists (select from "user" where username = $3 and id <> $1) as username

-- name: add_account
with made as (insert into profile (instagram_username, avatar_url) values ($9, $15) returning id)
insert into "user" (id, username, email, password, first_name, last_name, language, role, is_verified,
                    self_registered, is_active, can_edit_quests, can_lock_users, profile_id)
select $1, $2, $3, $4, $5, $6, $7, $8, $10, $11, $12, $13, $14, id from made

-- name: save_account
update "user" set username = $2, email = $3, password = $4, first_name = $5, last_name = $6, role = $7,
                  is_active = $8, is_verified = $9, can_edit_quests = $10, can_lock_users = $11, locked_reason = $12
where id = $1

-- name: alone_with_admins
-- Not row locks: whoever is about to leave one administrator less waits here for the others who are, and the next
-- statement sees what they have left.
select pg_advisory_xact_lock(hashtextextended('users.admins', 0))::text as locked

-- name: other_admins
select exists (select from "user" where role = 2 and is_active and deleted_at is null and id <> $1) as found

-- name: anonymise
with gone as (
    update "user" set username = (
               select c.name from (select 'deleted_' || left(gen_random_uuid()::text, 8) as name
                                   from generate_series(1, 8)) c
               where not exists (select from "user" o where o.username = c.name::citext) limit 1),
           email = null, first_name = 'Deleted', last_name = 'Deleted', password = '!', role = 0, is_active = false,
           can_edit_quests = false, can_lock_users = false, locked_reason = null, deleted_at = $2
    where id = $1 and deleted_at is null returning profile_id
), cleared as (
    update profile set avatar_url = null, instagram_username = '' from gone where profile.id = gone.profile_id
)
-- The snapshot is older than the changes above.
select p.avatar_url from profile p join gone on gone.profile_id = p.id

-- name: overwrite_account
with changed as (
    update "user" set username = $2, password = $3, first_name = $4, last_name = $5, language = $6, created_at = $8
    where id = $1 returning profile_id
)
update profile set instagram_username = $7 from changed where profile.id = changed.profile_id

-- name: make_admin
update "user" set username = $2, email = $3, password = $4, first_name = $5, last_name = $6, role = 2,
                  is_active = true, is_verified = true, locked_reason = null
where id = $1

-- name: mark_verified
update "user" set is_verified = true where id = $1

-- name: activate
update "user" set is_active = true, locked_reason = null where id = $1 and not is_active

-- name: set_password
update "user" set password = $2 where id = $1

-- name: note_login
update "user" set last_login_at = $2 where id = $1

-- name: user_read
select u.id, u.username::text, u.email::text, u.first_name, u.last_name, u.role, u.is_active, u.is_verified,
       u.can_edit_quests, u.can_lock_users, u.created_at, u.updated_at, p.id as profile_id, p.avatar_url, p.credits,
       p.instagram_username, p.subscription_until
from "user" u join profile p on p.id = u.profile_id
where u.id = $1 and u.deleted_at is null

-- name: profile_of_user
select p.id, u.id as owner, p.avatar_url as avatar_key, p.instagram_username, p.credits, p.subscription_until
from "user" u join profile p on p.id = u.profile_id
where u.id = $1 and u.deleted_at is null

-- name: profile
select p.id, u.id as owner, p.avatar_url as avatar_key, p.instagram_username, p.credits, p.subscription_until
from "user" u join profile p on p.id = u.profile_id
where p.id = $1 and u.deleted_at is null

-- name: lock_profile
-- With the user, in the order of a deletion: a profile that waits for one must see that its user is gone.
select p.id, u.id as owner, p.avatar_url as avatar_key, p.instagram_username, p.credits, p.subscription_until
from "user" u join profile p on p.id = u.profile_id
where u.id = $1 and u.deleted_at is null for key share of u for update of p

-- name: save_profile
update profile set avatar_url = $2, instagram_username = $3, subscription_until = $4 where id = $1
