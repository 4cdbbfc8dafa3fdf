-- Extensions, the check of the database's locale, and the trigger function behind every updated_at column.
-- SPDX-License-Identifier: Apache-2.0

-- citext, lower() and the text search compare wrongly, and silently, where the ctype knows only ASCII letters.
DO $$
BEGIN
    IF current_setting('server_encoding') <> 'UTF8' THEN
        RAISE EXCEPTION 'the database encoding is %, QuestCity needs UTF8', current_setting('server_encoding')
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    IF lower('Ж') <> 'ж' THEN
        RAISE EXCEPTION 'the LC_CTYPE of this database does not map the case of all letters'
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  HINT = 'Create the database with LC_CTYPE C.UTF-8 or with an ICU locale.';
    END IF;
END
$$;

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS citext;

CREATE FUNCTION set_updated_at() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END
$$;
