-- SPDX-License-Identifier: Apache-2.0
-- Every change of a balance is one statement with both of its entries. The house has no balance,
-- so there is no lock that all money would queue for. What looks at a wallet before it moves credits
-- locks its user before the profile, in the order of a deletion: behind one under way it sees that
-- the user is gone, and the two do not hold what the other one needs.

-- name: move
with changed as (
    update profile p
    set credits = p.credits + $2::integer
    from "user" u
    where u.id = $1 and p.id = u.profile_id
      and p.credits::bigint + $2::integer between 0 and 2000000000
    returning p.id, p.credits
), movement as (
    select gen_random_uuid() as id
), house as (
    insert into wallet_entry (transaction_id, profile_id, kind, amount, balance_after, description,
                              quest_id, run_id, counterparty_id, created_by, created_at)
    select movement.id, null, $3, -$2::integer, null, $4, $5, $6, $1, $7, $8
    from changed cross join movement
)
insert into wallet_entry (transaction_id, profile_id, kind, amount, balance_after, description,
                          quest_id, run_id, created_by, created_at)
select movement.id, changed.id, $3, $2::integer, changed.credits, $4, $5, $6, $7, $8
from changed cross join movement
returning id, balance_after

-- name: balance
select p.credits
from "user" u join profile p on p.id = u.profile_id
where u.id = $1 and u.deleted_at is null
for key share of u

-- name: lock_wallet
-- Taken before the look for an earlier reward, so that the look sees what a twin has committed.
select p.credits, p.subscription_until
from "user" u join profile p on p.id = u.profile_id
where u.id = $1
for key share of u for update of p

-- name: count_rewards
select count(*) from wallet_entry e join "user" u on u.profile_id = e.profile_id
where u.id = $1 and e.quest_id = $2 and e.kind = 'reward'

-- name: find_purchase
select id, method from purchase where user_id = $1 and quest_id = $2

-- name: record_purchase
insert into purchase (user_id, quest_id, price, method, entry_id, created_at)
values ($1, $2, $3, $4, $5, $6)
on conflict (user_id, quest_id) do update
set price = excluded.price, method = excluded.method, entry_id = excluded.entry_id,
    created_at = excluded.created_at
returning id

-- name: extend_subscription
update profile p
set subscription_until = greatest(p.subscription_until, $3::timestamptz)
                         + make_interval(months => $2::integer)
from "user" u
where u.id = $1 and p.id = u.profile_id
returning p.subscription_until

-- name: lock_sides
select u.id as user_id, u.first_name, u.last_name, p.avatar_url, p.id as profile_id, p.credits,
       u.is_active and u.is_verified and u.deleted_at is null as is_eligible,
       coalesce(u.id = $2, false) or coalesce(u.email = $3::citext, false)
           or coalesce(u.username = $4::citext, false) as is_recipient
from "user" u join profile p on p.id = u.profile_id
where u.id = $1 or u.id = $2 or u.email = $3::citext or u.username = $4::citext
order by p.id
for key share of u for update of p

-- name: sent_since
select coalesce(-sum(e.amount), 0)::bigint as amount, count(*) as count
from wallet_entry e join "user" u on u.profile_id = e.profile_id
where u.id = $1 and e.kind = 'transfer_out' and e.created_at >= $2

-- name: transfer
with debit as (
    update profile set credits = credits - $5::integer
    where id = $2 and credits >= $5::integer
    returning credits
), credit as (
    update profile set credits = credits + $5::integer
    where id = $4 and credits::bigint + $5::integer <= 2000000000
    returning credits
), movement as (
    select gen_random_uuid() as id
), received as (
    insert into wallet_entry (transaction_id, profile_id, kind, amount, balance_after, description,
                              counterparty_id, created_at)
    select movement.id, $4, 'transfer_in', $5::integer, credit.credits, $6, $1, $7
    from movement cross join debit cross join credit
    returning id
), sent as (
    insert into wallet_entry (transaction_id, profile_id, kind, amount, balance_after, description,
                              counterparty_id, created_at)
    select movement.id, $2, 'transfer_out', -$5::integer, debit.credits, $6, $3, $7
    from movement cross join debit cross join credit
    returning id, balance_after
)
select sent.id, sent.balance_after, received.id as received_id
from sent cross join received

-- name: find_right
select exists (select from purchase
               where user_id = $1 and quest_id = $2 and method <> 'subscription') as purchased,
       exists (select from "user" u join profile p on p.id = u.profile_id
               where u.id = $1 and p.subscription_until > $3) as subscribed

-- name: find_wallet
select p.credits as balance, p.subscription_until,
       (select coalesce(sum(q.amount), 0) from reward_request q
        where q.user_id = u.id and q.status = 'pending')::bigint as pending_rewards
from "user" u join profile p on p.id = u.profile_id
where u.id = $1 and u.deleted_at is null

-- name: count_entries
select count(*)
from wallet_entry e join "user" u on u.profile_id = e.profile_id
where u.id = $1 and ($2::text is null or e.kind = $2)
  and ($3::timestamptz is null or e.created_at >= $3)
  and ($4::timestamptz is null or e.created_at < $4)

-- name: list_entries
select e.id, e.kind, e.amount, e.balance_after, e.description, e.quest_id, e.run_id, e.created_at,
       c.id as counterparty_id, c.first_name, c.last_name, cp.avatar_url
from wallet_entry e join "user" u on u.profile_id = e.profile_id
left join "user" c on c.id = e.counterparty_id
left join profile cp on cp.id = c.profile_id
where u.id = $1 and ($2::text is null or e.kind = $2)
  and ($3::timestamptz is null or e.created_at >= $3)
  and ($4::timestamptz is null or e.created_at < $4)
order by e.id desc
limit $5::integer offset $6::bigint

-- name: find_entry
select e.id, e.kind, e.amount, e.balance_after, e.description, e.quest_id, e.run_id, e.created_at,
       c.id as counterparty_id, c.first_name, c.last_name, cp.avatar_url, p.credits as balance
from wallet_entry e
join profile p on p.id = e.profile_id
join "user" u on u.profile_id = p.id
left join "user" c on c.id = e.counterparty_id
left join profile cp on cp.id = c.profile_id
where e.id = $1 and u.id = $2

-- name: list_purchases
select p.id, p.quest_id, q.name as quest_name, p.price, p.method, p.created_at
from purchase p join quest q on q.id = p.quest_id
where p.user_id = $1
order by p.created_at desc, p.id desc
limit $2::integer offset $3::bigint

-- name: count_purchases
select count(*) from purchase where user_id = $1
