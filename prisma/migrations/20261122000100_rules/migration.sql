-- What Prisma's schema cannot say: checks, partial indexes, collations, storage, and who may do what.

-- Points never come from nowhere, and never below zero.
ALTER TABLE member ADD CONSTRAINT member_balances_not_negative
  CHECK (pending >= 0 AND available >= 0 AND reserved >= 0 AND shortfall >= 0);
ALTER TABLE lot
  ADD CONSTRAINT lot_original_positive CHECK (original > 0),
  ADD CONSTRAINT lot_parts_not_negative CHECK (pending >= 0 AND available >= 0 AND reserved >= 0),
  ADD CONSTRAINT lot_parts_within_original CHECK (pending + available + reserved <= original);
ALTER TABLE posting
  ADD CONSTRAINT posting_points_positive CHECK (points > 0),
  ADD CONSTRAINT posting_moves CHECK (from_account <> to_account),
  ADD CONSTRAINT posting_accounts_known CHECK (
    from_account IN ('pending', 'available', 'reserved', 'shortfall',
                     'issued', 'redeemed', 'expired', 'adjusted', 'forgiven')
    AND to_account IN ('pending', 'available', 'reserved', 'shortfall',
                       'issued', 'redeemed', 'expired', 'adjusted', 'forgiven'));
ALTER TABLE order_state ADD CONSTRAINT order_state_counts_not_negative
  CHECK (posted_points >= 0 AND entry_count >= 0);
ALTER TABLE redemption ADD CONSTRAINT redemption_points_positive CHECK (points > 0);

-- Closed sets of words.
ALTER TABLE shop ADD CONSTRAINT shop_currency_is_iso CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE program_version ADD CONSTRAINT program_version_status_known
  CHECK (status IN ('draft', 'scheduled', 'active', 'retired'));
ALTER TABLE redemption ADD CONSTRAINT redemption_status_known
  CHECK (status IN ('reserved', 'issued', 'used', 'returning', 'returned', 'refused', 'unsettled'));
ALTER TABLE inbox_message ADD CONSTRAINT inbox_message_status_known
  CHECK (status IN ('ready', 'done', 'dead'));
ALTER TABLE outbox_message ADD CONSTRAINT outbox_message_status_known
  CHECK (status IN ('ready', 'sent', 'dead'));
ALTER TABLE email_send ADD CONSTRAINT email_send_status_known
  CHECK (status IN ('queued', 'sent', 'skipped'));

-- Keys are compared byte by byte, whatever the language of the database.
ALTER TABLE order_state ALTER COLUMN order_id TYPE text COLLATE "C";
ALTER TABLE journal_entry ALTER COLUMN key TYPE text COLLATE "C";
ALTER TABLE inbox_message
  ALTER COLUMN topic TYPE text COLLATE "C",
  ALTER COLUMN webhook_id TYPE text COLLATE "C",
  ALTER COLUMN ordering_key TYPE text COLLATE "C";
ALTER TABLE outbox_message
  ALTER COLUMN kind TYPE text COLLATE "C",
  ALTER COLUMN key TYPE text COLLATE "C";

-- One program is in force at a time.
CREATE UNIQUE INDEX program_version_one_active ON program_version (shop_id) WHERE status = 'active';

-- The queues. Claims look at what waits, never at what is done.
CREATE INDEX inbox_message_waiting ON inbox_message (next_attempt_at, id) WHERE status = 'ready';
CREATE INDEX inbox_message_waiting_by_order ON inbox_message (shop_id, ordering_key, id)
  WHERE status = 'ready' AND ordering_key IS NOT NULL;
CREATE INDEX inbox_message_dead ON inbox_message (shop_id, id) WHERE status = 'dead';
CREATE INDEX outbox_message_waiting ON outbox_message (next_attempt_at) WHERE status = 'ready';
CREATE INDEX outbox_message_dead ON outbox_message (shop_id, id) WHERE status = 'dead';
CREATE INDEX outbox_message_sent ON outbox_message (sent_at) WHERE status = 'sent';

-- Rows that change often keep room for their next version; queues are swept early and often.
ALTER TABLE member SET (fillfactor = 80);
ALTER TABLE lot SET (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE order_state SET (fillfactor = 85);
ALTER TABLE inbox_message SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 500);
ALTER TABLE outbox_message SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 500);

-- Webhook bodies compress faster with lz4; not every build of PostgreSQL has it.
DO $$
BEGIN
  ALTER TABLE inbox_message ALTER COLUMN body SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
  NULL;
END
$$;

-- The application works as a member of this group: it may append to the ledger, never rewrite it.
DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'regulars_app') THEN
    CREATE ROLE regulars_app NOLOGIN;
  END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN
    NULL;
  WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'The role of the migrations may not create roles: run "CREATE ROLE regulars_app NOLOGIN" first.';
END
$$;

DO $$
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO regulars_app', current_schema());
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO regulars_app', current_schema());
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO regulars_app', current_schema());
  EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO regulars_app', current_schema());
  EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT USAGE ON SEQUENCES TO regulars_app', current_schema());
  IF to_regclass('_prisma_migrations') IS NOT NULL THEN
    REVOKE INSERT, UPDATE, DELETE ON _prisma_migrations FROM regulars_app;
  END IF;
END
$$;
REVOKE UPDATE, DELETE, TRUNCATE ON journal_entry, posting FROM regulars_app;

-- The exceptions: what a merchant wrote as the reason of an adjustment may name a person, and who of the
-- merchant's staff made one is a person, too. Once a member or a shop is redacted, these words go; points, dates
-- and accounts stay. They run as the owner of the tables, so they must never meet a temporary table of the
-- caller: those are looked at first, unless named last.
CREATE FUNCTION redact_explanations(redacted_shop_id bigint, redacted_member_id uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER AS $$
  UPDATE journal_entry SET explanation = jsonb_set(explanation, '{params,reason}', '""')
  WHERE shop_id = redacted_shop_id AND member_id = redacted_member_id
    AND explanation -> 'params' ? 'reason'
    AND EXISTS (SELECT FROM member WHERE member.shop_id = redacted_shop_id
      AND member.id = redacted_member_id AND member.redacted_at IS NOT NULL)
$$;
CREATE FUNCTION redact_staff(redacted_shop_id bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER AS $$
  UPDATE journal_entry SET actor = 'merchant:redacted'
  WHERE shop_id = redacted_shop_id AND actor LIKE 'merchant:%' AND actor <> 'merchant:redacted'
    AND EXISTS (SELECT FROM shop WHERE shop.shop_id = redacted_shop_id AND shop.redacted_at IS NOT NULL)
$$;
DO $$
BEGIN
  EXECUTE format('ALTER FUNCTION redact_explanations(bigint, uuid) SET search_path = %I, pg_temp', current_schema());
  EXECUTE format('ALTER FUNCTION redact_staff(bigint) SET search_path = %I, pg_temp', current_schema());
END
$$;
REVOKE ALL ON FUNCTION redact_explanations(bigint, uuid), redact_staff(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION redact_explanations(bigint, uuid), redact_staff(bigint) TO regulars_app;
