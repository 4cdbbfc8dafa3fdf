-- Searches near a place answer with the distance to the start of a quest, which told where a hidden first point is.
-- SPDX-License-Identifier: Apache-2.0

UPDATE quest q SET start_latitude = NULL, start_longitude = NULL, start_mercator = NULL
FROM point p
WHERE p.quest_id = q.id AND p."order" = 1 AND p.hidden AND q.start_latitude IS NOT NULL;
