-- SPDX-License-Identifier: Apache-2.0

-- name: user_public
select u.id, u.username::text, u.first_name, u.last_name, u.full_name, u.created_at, u.updated_at, p.id as profile_id,
       p.avatar_url, p.instagram_username
from "user" u join profile p on p.id = u.profile_id
where u.id = $1 and u.deleted_at is null

-- name: count_users
select count(*) from "user" where deleted_at is null and is_active = $1 and ($2::smallint is null or role = $2)

-- name: list_users
select u.id, u.username::text, u.email::text, u.first_name, u.last_name, u.role, u.is_active, u.is_verified,
       u.can_edit_quests, u.can_lock_users, u.created_at, u.updated_at, p.id as profile_id, p.avatar_url, p.credits,
       p.instagram_username, p.subscription_until
from "user" u join profile p on p.id = u.profile_id
where u.deleted_at is null and u.is_active = $1 and ($2::smallint is null or u.role = $2)
order by u.role desc, u.created_at, u.id
limit $3::integer offset $4::bigint

-- name: count_found_users
-- The casts are what lets the trigram index serve; $4 is $3 as a pattern, its wildcards escaped.
select count(*) from "user"
where deleted_at is null and is_active = $1 and ($2::smallint is null or role = $2)
  and (username::text % $3::text or full_name % $3::text or username::text ilike $4::text)

-- name: find_users
select u.id, u.username::text, u.email::text, u.first_name, u.last_name, u.role, u.is_active, u.is_verified,
       u.can_edit_quests, u.can_lock_users, u.created_at, u.updated_at, p.id as profile_id, p.avatar_url, p.credits,
       p.instagram_username, p.subscription_until
from "user" u join profile p on p.id = u.profile_id
where u.deleted_at is null and u.is_active = $1 and ($2::smallint is null or u.role = $2)
  and (u.username::text % $3::text or u.full_name % $3::text or u.username::text ilike $4::text)
order by greatest(similarity(u.username::text, $3::text), similarity(u.full_name, $3::text)) desc,
         u.role desc, u.created_at, u.id
limit $5::integer offset $6::bigint
