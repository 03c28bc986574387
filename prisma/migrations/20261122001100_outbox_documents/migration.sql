-- What a message carries is read by its delivery and hardly ever searched: like orders it is kept as it was written,
-- which is checked but not taken apart.
ALTER TABLE outbox_message ALTER COLUMN payload TYPE json USING payload::text::json;
