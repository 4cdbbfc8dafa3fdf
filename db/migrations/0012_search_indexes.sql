-- Indexes of the search workloads; number 12 of the list, favourites by user and quest, is unique_favorite of 0006.
-- SPDX-License-Identifier: Apache-2.0

CREATE INDEX idx_quest_category_level ON quest (category_id, level, created_at DESC, id DESC)
    WHERE status = 'published';
CREATE INDEX idx_quest_place_group ON quest (place_id, "group", created_at DESC, id DESC)
    WHERE status = 'published';
CREATE INDEX idx_quest_complex_search ON quest (category_id, level, place_id, "group", created_at DESC, id DESC)
    WHERE status = 'published';
CREATE INDEX idx_quest_cost ON quest (cost, id)
    WHERE status = 'published';
CREATE INDEX idx_quest_subscription ON quest (is_subscription, cost, id)
    WHERE status = 'published';
CREATE INDEX idx_quest_timeframe ON quest (timeframe, mileage, created_at DESC, id DESC)
    WHERE status = 'published' AND timeframe IS NOT NULL;
CREATE INDEX idx_quest_mileage ON quest (mileage, created_at DESC, id DESC)
    WHERE status = 'published';
CREATE INDEX idx_quest_active_created ON quest (created_at DESC, id DESC)
    WHERE status = 'published';
-- fastupdate off: a search never has to read through a pending list that writers left behind.
CREATE INDEX idx_quest_fulltext_search ON quest USING gin (search_tsv) WITH (fastupdate = off);
CREATE INDEX idx_quest_vehicle ON quest (vehicle_id, created_at DESC, id DESC)
    WHERE status = 'published';
CREATE INDEX idx_review_quest_rating ON review (quest_id, rating);
CREATE INDEX idx_quest_rating ON quest ((rating_sum::float8 / greatest(reviews_count, 1)) DESC, id DESC)
    WHERE status = 'published';
CREATE INDEX idx_quest_author_status ON quest (author_id, status);
CREATE INDEX idx_quest_name_trgm ON quest USING gin (name gin_trgm_ops);
CREATE INDEX idx_quest_start ON quest USING spgist (start_mercator)
    WHERE status = 'published';
