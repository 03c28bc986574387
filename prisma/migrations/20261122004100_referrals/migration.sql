-- CreateTable
CREATE TABLE "referral_link" (
    "shop_id" BIGINT NOT NULL,
    "code" TEXT NOT NULL,
    "member_id" UUID NOT NULL,
    "is_main" BOOLEAN NOT NULL DEFAULT true,
    "shares" INTEGER NOT NULL DEFAULT 0,
    "device_hashes" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "referral_link_pkey" PRIMARY KEY ("shop_id","code")
);

-- CreateTable
CREATE TABLE "referral_salt" (
    "shop_id" BIGINT NOT NULL,
    "period" INTEGER NOT NULL,
    "salt" TEXT NOT NULL,

    CONSTRAINT "referral_salt_pkey" PRIMARY KEY ("shop_id","period")
);

-- CreateTable
CREATE TABLE "referral_visit" (
    "shop_id" BIGINT NOT NULL,
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "visited_at" TIMESTAMPTZ(3) NOT NULL,
    "connection_hash" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "referral_visit_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "referral" (
    "shop_id" BIGINT NOT NULL,
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "visit_id" UUID NOT NULL,
    "program_version_id" UUID NOT NULL,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL,
    "friend_email" TEXT,
    "friend_mailbox" TEXT,
    "friend_customer_id" TEXT,
    "connection_hash" TEXT,
    "device_hash" TEXT,
    "evidence" JSONB NOT NULL,
    "decision" TEXT NOT NULL,
    "decided_by" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "voucher_code" TEXT NOT NULL,
    "voucher_state" TEXT NOT NULL,
    "voucher_ends_at" TIMESTAMPTZ(3),
    "voucher_gid" TEXT,
    "voucher_problem" TEXT,
    "order_id" TEXT,
    "looked_at_order" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "rewarded_at" TIMESTAMPTZ(3),
    "reward_count" INTEGER NOT NULL DEFAULT 0,
    "award_id" UUID,
    "redemption_id" UUID,

    CONSTRAINT "referral_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateIndex
CREATE INDEX "referral_visit_shop_id_code_visited_at_idx" ON "referral_visit"("shop_id", "code", "visited_at");

-- CreateIndex
CREATE INDEX "referral_visit_visited_at_idx" ON "referral_visit"("visited_at");

-- CreateIndex
CREATE INDEX "referral_shop_id_member_id_claimed_at_idx" ON "referral"("shop_id", "member_id", "claimed_at");

-- CreateIndex
CREATE INDEX "referral_shop_id_friend_customer_id_idx" ON "referral"("shop_id", "friend_customer_id");

-- CreateIndex
CREATE INDEX "referral_shop_id_connection_hash_idx" ON "referral"("shop_id", "connection_hash");

-- CreateIndex
CREATE UNIQUE INDEX "referral_shop_id_visit_id_key" ON "referral"("shop_id", "visit_id");

-- CreateIndex
CREATE UNIQUE INDEX "referral_shop_id_friend_mailbox_key" ON "referral"("shop_id", "friend_mailbox");

-- CreateIndex
CREATE UNIQUE INDEX "referral_shop_id_voucher_code_key" ON "referral"("shop_id", "voucher_code");

-- AddForeignKey
ALTER TABLE "referral_link" ADD CONSTRAINT "referral_link_shop_id_member_id_fkey" FOREIGN KEY ("shop_id", "member_id") REFERENCES "member"("shop_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "referral_salt" ADD CONSTRAINT "referral_salt_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("shop_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "referral_visit" ADD CONSTRAINT "referral_visit_shop_id_code_fkey" FOREIGN KEY ("shop_id", "code") REFERENCES "referral_link"("shop_id", "code") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "referral" ADD CONSTRAINT "referral_shop_id_member_id_fkey" FOREIGN KEY ("shop_id", "member_id") REFERENCES "member"("shop_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "referral" ADD CONSTRAINT "referral_shop_id_program_version_id_fkey" FOREIGN KEY ("shop_id", "program_version_id") REFERENCES "program_version"("shop_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What Prisma's schema cannot say.
ALTER TABLE referral_link
  ALTER COLUMN code TYPE text COLLATE "C",
  ADD CONSTRAINT referral_link_shares_not_negative CHECK (shares >= 0);
-- A member shows one link; those of customers who were merged into them go on working.
CREATE UNIQUE INDEX referral_link_main ON referral_link (shop_id, member_id) WHERE is_main;
ALTER TABLE referral_visit
  ALTER COLUMN code TYPE text COLLATE "C",
  ALTER COLUMN connection_hash TYPE text COLLATE "C",
  ADD CONSTRAINT referral_visit_attempts_not_negative CHECK (attempts >= 0);
CREATE INDEX referral_visit_of_connection ON referral_visit (shop_id, connection_hash, visited_at)
  WHERE connection_hash IS NOT NULL;
ALTER TABLE referral
  ALTER COLUMN friend_mailbox TYPE text COLLATE "C",
  ALTER COLUMN friend_customer_id TYPE text COLLATE "C",
  ALTER COLUMN connection_hash TYPE text COLLATE "C",
  ALTER COLUMN device_hash TYPE text COLLATE "C",
  ALTER COLUMN voucher_code TYPE text COLLATE "C",
  ADD CONSTRAINT referral_decision_known CHECK (decision IN ('approve', 'review', 'refuse')),
  ADD CONSTRAINT referral_voucher_state_known
    CHECK (voucher_state IN ('held', 'wanted', 'issued', 'refused', 'off')),
  ADD CONSTRAINT referral_issued_voucher_is_named
    CHECK (voucher_state <> 'issued' OR voucher_gid IS NOT NULL),
  ADD CONSTRAINT referral_state_known CHECK (state IN ('waiting_for_order', 'order_not_enough',
    'waiting_for_review', 'waiting_for_day', 'rewarded', 'over_maximum', 'reward_unavailable',
    'refused')),
  ADD CONSTRAINT referral_rewarded_has_moment
    CHECK ((state = 'rewarded') = (rewarded_at IS NOT NULL)),
  ADD CONSTRAINT referral_waiting_has_day CHECK (state <> 'waiting_for_day' OR due_at IS NOT NULL),
  ADD CONSTRAINT referral_reward_is_one_thing CHECK (award_id IS NULL OR redemption_id IS NULL),
  ADD CONSTRAINT referral_rewards_not_negative CHECK (reward_count >= 0);
-- What the night deals with, and what waits for the merchant.
CREATE INDEX referral_due ON referral (shop_id, due_at, id) WHERE state = 'waiting_for_day';
CREATE INDEX referral_review ON referral (shop_id, claimed_at, id) WHERE decision = 'review';
-- Traces of connections and devices are forgotten.
CREATE INDEX referral_traced ON referral (claimed_at)
  WHERE connection_hash IS NOT NULL OR device_hash IS NOT NULL;
