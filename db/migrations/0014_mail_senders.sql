-- Who caused a mail to somebody without an account: what a user may send so is counted here.
-- SPDX-License-Identifier: Apache-2.0

ALTER TABLE mail_outbox ADD COLUMN sender_id uuid;
ALTER TABLE mail_outbox ADD CONSTRAINT fk_mail_outbox_sender_id_user
    FOREIGN KEY (sender_id) REFERENCES "user" (id) ON DELETE SET NULL;
CREATE INDEX ix_mail_outbox_sender_id_kind_created_at ON mail_outbox (sender_id, kind, created_at)
    WHERE sender_id IS NOT NULL;
