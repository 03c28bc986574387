-- AlterTable
ALTER TABLE "lot" ADD COLUMN     "expired" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "releases_at" TIMESTAMPTZ(3),
ADD COLUMN     "terms_version_id" UUID;

-- AlterTable
ALTER TABLE "member" ADD COLUMN     "activity_at" TIMESTAMPTZ(3),
ADD COLUMN     "balance_expires_at" TIMESTAMPTZ(3),
ADD COLUMN     "merged_into_id" UUID,
ADD COLUMN     "tier_id" TEXT,
ADD COLUMN     "tier_reason" TEXT,
ADD COLUMN     "tier_review_at" TIMESTAMPTZ(3),
ADD COLUMN     "tier_since" TIMESTAMPTZ(3),
ADD COLUMN     "tier_until" TIMESTAMPTZ(3),
ADD COLUMN     "turn_count" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "order_state" ADD COLUMN     "awaits_facts" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "units_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "units_items" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "units_orders" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "units_points" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "units_spend_minor" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "program_version" ADD COLUMN     "base_version_id" UUID,
ADD COLUMN     "carried_out_at" TIMESTAMPTZ(3),
ADD COLUMN     "name" TEXT,
ADD COLUMN     "notes" TEXT,
ADD COLUMN     "restores_version_id" UUID,
ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "updated_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "shop" ADD COLUMN     "nights_done_until" DATE;

-- CreateTable
CREATE TABLE "tier_change" (
    "shop_id" BIGINT NOT NULL,
    "member_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "from_tier" TEXT,
    "to_tier" TEXT,
    "reason" TEXT NOT NULL,
    "effective_at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "program_version_id" UUID,
    "actor" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tier_change_pkey" PRIMARY KEY ("shop_id","member_id","id")
);

-- CreateTable
CREATE TABLE "qualifying_unit" (
    "shop_id" BIGINT NOT NULL,
    "member_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "order_id" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "spend_minor" BIGINT NOT NULL DEFAULT 0,
    "orders" BIGINT NOT NULL DEFAULT 0,
    "items" BIGINT NOT NULL DEFAULT 0,
    "points" BIGINT NOT NULL DEFAULT 0,
    "nights" BIGINT NOT NULL DEFAULT 0,
    "visits" BIGINT NOT NULL DEFAULT 0,
    "referrals" BIGINT NOT NULL DEFAULT 0,
    "events" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "qualifying_unit_pkey" PRIMARY KEY ("shop_id","member_id","key")
);

-- CreateTable
CREATE TABLE "earning_room" (
    "shop_id" BIGINT NOT NULL,
    "member_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "used" BIGINT NOT NULL,

    CONSTRAINT "earning_room_pkey" PRIMARY KEY ("shop_id","member_id","key")
);

-- CreateTable
CREATE TABLE "budget" (
    "shop_id" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "stripe" SMALLINT NOT NULL,
    "cut_from" BIGINT NOT NULL,
    "share" BIGINT NOT NULL,
    "used" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "budget_pkey" PRIMARY KEY ("shop_id","key","stripe")
);

-- CreateTable
CREATE TABLE "night" (
    "shop_id" BIGINT NOT NULL,
    "local_date" DATE NOT NULL,
    "step" TEXT NOT NULL,
    "cursor" TEXT,
    "items" BIGINT NOT NULL DEFAULT 0,
    "left_out" BIGINT NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "night_pkey" PRIMARY KEY ("shop_id","local_date","step")
);

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_shop_id_merged_into_id_fkey" FOREIGN KEY ("shop_id", "merged_into_id") REFERENCES "member"("shop_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "tier_change" ADD CONSTRAINT "tier_change_shop_id_member_id_fkey" FOREIGN KEY ("shop_id", "member_id") REFERENCES "member"("shop_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "qualifying_unit" ADD CONSTRAINT "qualifying_unit_shop_id_member_id_fkey" FOREIGN KEY ("shop_id", "member_id") REFERENCES "member"("shop_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "earning_room" ADD CONSTRAINT "earning_room_shop_id_member_id_fkey" FOREIGN KEY ("shop_id", "member_id") REFERENCES "member"("shop_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "budget" ADD CONSTRAINT "budget_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("shop_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "night" ADD CONSTRAINT "night_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("shop_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What Prisma's schema cannot say.

-- Points move through one more account: from a member to the one into whom it was merged.
ALTER TABLE posting DROP CONSTRAINT posting_accounts_known;
ALTER TABLE posting ADD CONSTRAINT posting_accounts_known CHECK (
  from_account IN ('pending', 'available', 'reserved', 'shortfall',
                   'issued', 'redeemed', 'expired', 'adjusted', 'forgiven', 'transferred')
  AND to_account IN ('pending', 'available', 'reserved', 'shortfall',
                     'issued', 'redeemed', 'expired', 'adjusted', 'forgiven', 'transferred'));

-- What expired stays with its lot: when it comes back, or is taken back, that is known. Who takes a
-- merged member's place may get a lot of which nothing is left.
ALTER TABLE lot
  DROP CONSTRAINT lot_original_positive,
  DROP CONSTRAINT lot_parts_not_negative,
  DROP CONSTRAINT lot_parts_within_original;
ALTER TABLE lot
  ADD CONSTRAINT lot_original_not_negative CHECK (original >= 0),
  ADD CONSTRAINT lot_parts_not_negative
    CHECK (pending >= 0 AND available >= 0 AND reserved >= 0 AND expired >= 0),
  ADD CONSTRAINT lot_parts_within_original
    CHECK (pending + available + reserved + expired <= original);

-- Limits: what was granted never falls below zero, and no stripe grants more than its share.
ALTER TABLE earning_room ADD CONSTRAINT earning_room_used_not_negative CHECK (used >= 0);
ALTER TABLE budget
  ADD CONSTRAINT budget_stripe_not_negative CHECK (stripe >= 0),
  ADD CONSTRAINT budget_used_within_share CHECK (used >= 0 AND used <= share);
ALTER TABLE order_state ADD CONSTRAINT order_state_units_not_negative
  CHECK (units_spend_minor >= 0 AND units_orders >= 0 AND units_items >= 0 AND units_points >= 0
    AND units_count >= 0);

-- Closed sets of words, and what belongs together.
ALTER TABLE tier_change
  ADD CONSTRAINT tier_change_reason_known
    CHECK (reason IN ('earned', 'manual', 'invitation', 'fell', 'merged', 'program_changed')),
  ADD CONSTRAINT tier_change_until_needs_tier CHECK (until IS NULL OR to_tier IS NOT NULL);
ALTER TABLE member
  ADD CONSTRAINT member_tier_reason_known
    CHECK (tier_reason IN ('earned', 'manual', 'invitation', 'fell', 'merged', 'program_changed')),
  ADD CONSTRAINT member_turn_count_not_negative CHECK (turn_count >= 0),
  ADD CONSTRAINT member_not_merged_into_itself CHECK (merged_into_id <> id);
ALTER TABLE program_version
  ADD CONSTRAINT program_version_times CHECK (
    status = 'draft' AND active_from IS NULL AND active_until IS NULL
    OR status <> 'draft' AND active_from IS NOT NULL
      AND (active_until IS NULL OR active_until >= active_from)),
  ADD CONSTRAINT program_version_revision_not_negative CHECK (revision >= 0);
ALTER TABLE night
  ADD CONSTRAINT night_ends_after_it_began CHECK (done_at >= started_at),
  ADD CONSTRAINT night_counts_not_negative CHECK (items >= 0 AND left_out >= 0);

ALTER TABLE qualifying_unit ALTER COLUMN key TYPE text COLLATE "C";
ALTER TABLE earning_room ALTER COLUMN key TYPE text COLLATE "C";
ALTER TABLE budget ALTER COLUMN key TYPE text COLLATE "C";

-- What is due: only rows that wait for something are in these indexes. They hold the whole sort
-- order, since thousands of lots end at the same instant.
CREATE INDEX lot_expiring ON lot (shop_id, expires_at, member_id, id)
  WHERE available > 0 AND expires_at IS NOT NULL;
CREATE INDEX lot_releasing ON lot (shop_id, releases_at, member_id, id)
  WHERE pending > 0 AND releases_at IS NOT NULL;
CREATE INDEX member_balance_expiring ON member (shop_id, balance_expires_at, id)
  WHERE balance_expires_at IS NOT NULL;
CREATE INDEX member_tier_review_due ON member (shop_id, tier_review_at, id)
  WHERE tier_review_at IS NOT NULL;
CREATE INDEX member_merged_into ON member (shop_id, merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX order_state_awaiting_facts ON order_state (shop_id, order_id) WHERE awaits_facts;
CREATE INDEX program_version_due ON program_version (active_from) WHERE status = 'scheduled';

-- Lots leave these indexes as they are released and expire: what is dead there is swept early.
ALTER TABLE lot SET (autovacuum_vacuum_scale_factor = 0.01);
ALTER TABLE earning_room SET (fillfactor = 80);
ALTER TABLE budget SET (fillfactor = 20, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);
ALTER TABLE night SET (fillfactor = 50);

-- History is only ever added to.
REVOKE UPDATE, DELETE, TRUNCATE ON tier_change, qualifying_unit FROM regulars_app;

-- Orders are counted by the document of their version, so only drafts change. The application may
-- move a version through its life; what it says is written once, or through these two functions.
REVOKE UPDATE, DELETE, TRUNCATE ON program_version FROM regulars_app;
GRANT UPDATE (status, name, notes, active_from, active_until, carried_out_at, created_by, updated_at)
  ON program_version TO regulars_app;
CREATE FUNCTION edit_program_draft(
  draft_shop_id bigint, draft_id uuid, known_revision integer, new_schema_version integer,
  new_document jsonb, edited_at timestamptz
) RETURNS boolean LANGUAGE sql SECURITY DEFINER AS $$
  WITH edited AS (
    UPDATE program_version SET schema_version = new_schema_version, document = new_document,
      revision = revision + 1, updated_at = edited_at
    WHERE shop_id = draft_shop_id AND id = draft_id AND status = 'draft'
      AND carried_out_at IS NULL AND revision = known_revision
    RETURNING 1
  )
  SELECT EXISTS (SELECT FROM edited)
$$;
CREATE FUNCTION discard_program_draft(draft_shop_id bigint, draft_id uuid) RETURNS boolean
LANGUAGE sql SECURITY DEFINER AS $$
  WITH discarded AS (
    DELETE FROM program_version WHERE shop_id = draft_shop_id AND id = draft_id
      AND status = 'draft' AND carried_out_at IS NULL
    RETURNING 1
  )
  SELECT EXISTS (SELECT FROM discarded)
$$;

-- Who of the merchant's staff moved a member to a tier is a person, too.
CREATE OR REPLACE FUNCTION redact_staff(redacted_shop_id bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER AS $$
  UPDATE journal_entry SET actor = 'merchant:redacted'
  WHERE shop_id = redacted_shop_id AND actor LIKE 'merchant:%' AND actor <> 'merchant:redacted'
    AND EXISTS (SELECT FROM shop WHERE shop.shop_id = redacted_shop_id AND shop.redacted_at IS NOT NULL);
  UPDATE tier_change SET actor = 'merchant:redacted'
  WHERE shop_id = redacted_shop_id AND actor LIKE 'merchant:%' AND actor <> 'merchant:redacted'
    AND EXISTS (SELECT FROM shop WHERE shop.shop_id = redacted_shop_id AND shop.redacted_at IS NOT NULL)
$$;
DO $$
BEGIN
  EXECUTE format('ALTER FUNCTION redact_staff(bigint) SET search_path = %I, pg_temp', current_schema());
  EXECUTE format('ALTER FUNCTION edit_program_draft(bigint, uuid, integer, integer, jsonb, timestamptz) SET search_path = %I, pg_temp', current_schema());
  EXECUTE format('ALTER FUNCTION discard_program_draft(bigint, uuid) SET search_path = %I, pg_temp', current_schema());
END
$$;
REVOKE ALL ON FUNCTION edit_program_draft(bigint, uuid, integer, integer, jsonb, timestamptz),
  discard_program_draft(bigint, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION edit_program_draft(bigint, uuid, integer, integer, jsonb, timestamptz),
  discard_program_draft(bigint, uuid) TO regulars_app;
