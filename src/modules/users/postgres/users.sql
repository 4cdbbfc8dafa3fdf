-- SPDX-License-Identifier: Apache-2.0

-- name: account
select id, username::text, email::text, password as password_hash, role, is_active, is_verified, can_edit_quests,
       can_lock_users, language, self_registered, last_login_at, created_at
from "user" where id = $1 and deleted_at is null

-- name: account_by_email
select id, username::text, email::text, password as password_hash, role, is_active, is_verified, can_edit_quests,
       can_lock_users, language, self_registered, last_login_at, created_at
from "user" where email = $1 and deleted_at is null

-- name: account_by_username
select id, username::text, email::text, password as password_hash, role, is_active, is_verified, can_edit_quests,
       can_lock_users, language, self_registered, last_login_at, created_at
from "user" where username = $1 and deleted_at is null

-- name: lock_account
-- Not FOR UPDATE: rows that only refer to the user (a notification, a session) need not wait, and so
-- cannot deadlock with whoever holds his sessions.
select id, username::text, email::text, password as password_hash, role, is_active, is_verified, can_edit_quests,
       can_lock_users, language, self_registered, last_login_at, created_at
from "user" where id = $1 and deleted_at is null for no key update

-- name: lock_account_by_email
select id, username::text, email::text, password as password_hash, role, is_active, is_verified, can_edit_quests,
       can_lock_users, language, self_registered, last_login_at, created_at
from "user" where email = $1 and deleted_at is null for no key update

-- name: lock_account_by_username
select id, username::text, email::text, password as password_hash, role, is_active, is_verified, can_edit_quests,
       can_lock_users, language, self_registered, last_login_at, created_at
from "user" where username = $1 and deleted_at is null for no key update

-- name: taken
select exists (select from "user" where email = $2 and id <> $1) as email,
       exists (select from "user" where username = $3 and id <> $1) as username

-- name: add_account
with made as (insert into profile (instagram_username) values ($9) returning id)
insert into "user" (id, username, email, password, first_name, last_name, language, role, is_verified,
                    self_registered, profile_id)
select $1, $2, $3, $4, $5, $6, $7, $8, $10, $11, id from made

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
