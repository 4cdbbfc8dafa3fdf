-- Reference lists: one set of statements for each table, all with the same columns in their answers.
-- SPDX-License-Identifier: Apache-2.0

-- name: list_categories
select id, name, image, '' as kind from category order by id

-- name: find_category
select id, name, image, '' as kind from category where id = $1

-- name: lock_category
select id, name, image, '' as kind from category where id = $1 for update

-- name: category_named
select id from category where lower(name) = lower($1)

-- name: add_category
insert into category (name, image) values ($1, $2)
on conflict (lower(name)) do nothing
returning id, name, image, '' as kind

-- name: change_category
update category set name = $2, image = $3 where id = $1

-- name: quests_with_category
select count(*) as count from quest where category_id = $1

-- name: remove_category
delete from category where id = $1

-- name: list_places
select id, name, '' as image, '' as kind from place order by id

-- name: find_place
select id, name, '' as image, '' as kind from place where id = $1

-- name: lock_place
select id, name, '' as image, '' as kind from place where id = $1 for update

-- name: place_named
select id from place where lower(name) = lower($1)

-- name: add_place
insert into place (name) values ($1)
on conflict (lower(name)) do nothing
returning id, name, '' as image, '' as kind

-- name: change_place
update place set name = $2 where id = $1

-- name: quests_with_place
select count(*) as count from quest where place_id = $1

-- name: remove_place
delete from place where id = $1

-- name: list_vehicles
select id, name, '' as image, '' as kind from vehicle order by id

-- name: find_vehicle
select id, name, '' as image, '' as kind from vehicle where id = $1

-- name: lock_vehicle
select id, name, '' as image, '' as kind from vehicle where id = $1 for update

-- name: vehicle_named
select id from vehicle where lower(name) = lower($1)

-- name: add_vehicle
insert into vehicle (name) values ($1)
on conflict (lower(name)) do nothing
returning id, name, '' as image, '' as kind

-- name: change_vehicle
update vehicle set name = $2 where id = $1

-- name: quests_with_vehicle
select count(*) as count from quest where vehicle_id = $1

-- name: remove_vehicle
delete from vehicle where id = $1

-- name: list_activities
select id, name, '' as image, kind from activity order by id

-- name: find_activity
select id, name, '' as image, kind from activity where id = $1

-- name: lock_activity
select id, name, '' as image, kind from activity where id = $1 for update

-- name: activity_named
select id from activity where lower(name) = lower($1)

-- name: add_activity
insert into activity (name, kind) values ($1, $2)
on conflict (lower(name)) do nothing
returning id, name, '' as image, kind

-- name: change_activity
update activity set name = $2, kind = $3 where id = $1

-- name: quests_with_activity
select count(distinct quest_id) as count from point where type_id = $1

-- name: remove_activity
delete from activity where id = $1

-- name: list_tools
select id, name, image, '' as kind from tool order by id

-- name: find_tool
select id, name, image, '' as kind from tool where id = $1

-- name: lock_tool
select id, name, image, '' as kind from tool where id = $1 for update

-- name: tool_named
select id from tool where lower(name) = lower($1)

-- name: add_tool
insert into tool (name, image) values ($1, $2)
on conflict (lower(name)) do nothing
returning id, name, image, '' as kind

-- name: change_tool
update tool set name = $2, image = $3 where id = $1

-- name: quests_with_tool
select count(distinct quest_id) as count from point where tool_id = $1

-- name: remove_tool
delete from tool where id = $1
