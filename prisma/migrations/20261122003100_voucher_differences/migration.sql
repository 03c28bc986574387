-- CreateTable
CREATE TABLE "voucher_difference" (
    "shop_id" BIGINT NOT NULL,
    "id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "redemption_id" UUID,
    "shopify_gid" TEXT,
    "details" JSONB NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "confirm_from" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "settlement" TEXT,

    CONSTRAINT "voucher_difference_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "voucher_comparison" (
    "shop_id" BIGINT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "stage" TEXT NOT NULL,
    "looked" INTEGER NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "open_here" INTEGER,
    "open_there" INTEGER,
    "is_whole" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "voucher_comparison_pkey" PRIMARY KEY ("shop_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "voucher_difference_shop_id_subject_kind_key" ON "voucher_difference"("shop_id", "subject", "kind");

-- AddForeignKey
ALTER TABLE "voucher_difference" ADD CONSTRAINT "voucher_difference_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("shop_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "voucher_comparison" ADD CONSTRAINT "voucher_comparison_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("shop_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What Prisma's schema cannot say. The application may forget differences, as it may those of its other tables.
ALTER TABLE voucher_difference
  ALTER COLUMN subject TYPE text COLLATE "C",
  ALTER COLUMN kind TYPE text COLLATE "C",
  ADD CONSTRAINT voucher_difference_is_about_something CHECK (redemption_id IS NOT NULL OR shopify_gid IS NOT NULL),
  ADD CONSTRAINT voucher_difference_settled_says_how CHECK ((settled_at IS NULL) = (settlement IS NULL)),
  ADD CONSTRAINT voucher_difference_settlement_known
    CHECK (settlement IN ('gone', 'noted', 'points_returned', 'made_anew', 'switched_off', 'order_read'));
-- What is shown, and what is to be looked at again.
CREATE INDEX voucher_difference_open ON voucher_difference (shop_id, first_seen_at) WHERE settled_at IS NULL;

ALTER TABLE voucher_comparison
  ADD CONSTRAINT voucher_comparison_stage_known CHECK (stage IN ('vouchers', 'discounts', 'done')),
  ADD CONSTRAINT voucher_comparison_counts_not_negative CHECK (looked >= 0 AND open_here >= 0 AND open_there >= 0);
