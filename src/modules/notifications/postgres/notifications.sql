-- SPDX-License-Identifier: Apache-2.0

-- name: add_notification
insert into notification (user_id, type, title, message, action, data) values ($1, $2, $3, $4, $5, '{}')
