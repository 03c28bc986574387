-- CreateTable
CREATE TABLE "tier_perk" (
    "shop_id" BIGINT NOT NULL,
    "tier_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "gid" TEXT,
    "written_hash" TEXT,
    "asked_at" TIMESTAMPTZ(3),
    "problem" TEXT,
    "problem_detail" TEXT,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tier_perk_pkey" PRIMARY KEY ("shop_id","tier_id","kind")
);

-- AddForeignKey
ALTER TABLE "tier_perk" ADD CONSTRAINT "tier_perk_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("shop_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What Prisma's schema cannot say.
ALTER TABLE tier_perk
  ALTER COLUMN tier_id TYPE text COLLATE "C",
  ALTER COLUMN kind TYPE text COLLATE "C",
  ADD CONSTRAINT tier_perk_kind_known CHECK (kind IN ('segment', 'discount', 'free_shipping')),
  ADD CONSTRAINT tier_perk_state_known CHECK (state IN ('wanted', 'asked', 'present', 'blocked')),
  ADD CONSTRAINT tier_perk_present_is_named CHECK (state <> 'present' OR gid IS NOT NULL),
  ADD CONSTRAINT tier_perk_asked_has_moment CHECK ((state = 'asked') = (asked_at IS NOT NULL)),
  ADD CONSTRAINT tier_perk_blocked_says_why CHECK ((state = 'blocked') = (problem IS NOT NULL));
-- One thing in Shopify is one thing of ours.
CREATE UNIQUE INDEX tier_perk_gid ON tier_perk (shop_id, gid) WHERE gid IS NOT NULL;
