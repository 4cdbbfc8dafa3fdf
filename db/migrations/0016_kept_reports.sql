-- Reported messages as they stood before their authors changed or deleted them: the evidence stays
-- for as long as the report opens the chat. No reference to the message, which may be gone.
-- SPDX-License-Identifier: Apache-2.0

CREATE TABLE kept_report (
    -- That of the message_report whose place it takes.
    id          integer NOT NULL,
    chat_id     integer NOT NULL,
    reporter_id uuid NOT NULL,
    reason      text NOT NULL,
    created_at  timestamptz NOT NULL,
    message_id  integer NOT NULL,
    author_id   uuid NOT NULL,
    text        text NOT NULL,
    file_url    text,
    is_read     boolean NOT NULL,
    seq         bigint NOT NULL,
    sent_at     timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    edited_at   timestamptz,
    CONSTRAINT pk_kept_report PRIMARY KEY (id),
    CONSTRAINT fk_kept_report_chat_id_chat FOREIGN KEY (chat_id) REFERENCES chat (id) ON DELETE CASCADE,
    CONSTRAINT fk_kept_report_reporter_id_user
        FOREIGN KEY (reporter_id) REFERENCES "user" (id) ON DELETE RESTRICT,
    CONSTRAINT fk_kept_report_author_id_user
        FOREIGN KEY (author_id) REFERENCES "user" (id) ON DELETE RESTRICT,
    CONSTRAINT ck_kept_report_reason_length CHECK (char_length(reason) <= 512),
    CONSTRAINT ck_kept_report_text_length CHECK (char_length(text) <= 4000),
    CONSTRAINT ck_kept_report_file_url_length CHECK (char_length(file_url) <= 1024)
);
CREATE INDEX ix_kept_report_chat_id_created_at ON kept_report (chat_id, created_at);
CREATE INDEX ix_kept_report_created_at ON kept_report (created_at);
