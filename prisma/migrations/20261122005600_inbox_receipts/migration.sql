-- What was received is known by its name for a while; the queue itself holds only what waits or is dead. Kept in the
-- queue, what is done would be most of it, and each sweep after a few thousand messages would read all their names.
-- CreateTable
CREATE TABLE "inbox_receipt" (
    "shop_id" BIGINT NOT NULL,
    "topic" TEXT COLLATE "C" NOT NULL,
    "webhook_id" TEXT COLLATE "C" NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inbox_receipt_pkey" PRIMARY KEY ("shop_id","topic","webhook_id")
);

-- CreateIndex
CREATE INDEX "inbox_receipt_received_at_idx" ON "inbox_receipt" USING BRIN ("received_at");

INSERT INTO inbox_receipt (shop_id, topic, webhook_id, received_at)
  SELECT shop_id, topic, webhook_id, received_at FROM inbox_message ORDER BY received_at;
DELETE FROM inbox_message WHERE status = 'done';

ALTER TABLE inbox_message DROP CONSTRAINT inbox_message_status_known;
ALTER TABLE inbox_message ADD CONSTRAINT inbox_message_status_known CHECK (status IN ('ready', 'dead'));

-- DropIndex
DROP INDEX "inbox_message_received_at_idx";
-- AlterTable
ALTER TABLE "inbox_message" DROP CONSTRAINT "inbox_message_pkey",
  ADD CONSTRAINT "inbox_message_pkey" PRIMARY KEY ("shop_id","id"),
  DROP COLUMN "done_at";

-- A queue that is empty most of the time: a share of its rows says nothing.
ALTER TABLE inbox_message SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 5000);

GRANT SELECT, INSERT, UPDATE, DELETE ON inbox_receipt TO regulars_app;

-- As for the other large tables: the columns that are searched need no fine statistics.
DO $$
DECLARE
  found record;
BEGIN
  FOR found IN
    SELECT attrelid::regclass AS owner, attname AS name FROM pg_attribute
    WHERE attrelid IN ('inbox_receipt'::regclass, 'member'::regclass) AND attnum > 0 AND NOT attisdropped
  LOOP
    EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET STATISTICS 10', found.owner, found.name);
  END LOOP;
END
$$;
