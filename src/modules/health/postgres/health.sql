-- SPDX-License-Identifier: Apache-2.0

-- name: look
-- The newest applied migration and the server's clock, over a connection made for this question.
SELECT clock_timestamp() AS server_time,
       coalesce((SELECT max(version) FROM schema_migration), 0) AS schema_version
