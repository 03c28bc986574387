-- CreateTable
CREATE TABLE "issue_attempt" (
    "shop_id" BIGINT NOT NULL,
    "redemption_id" UUID NOT NULL,
    "customer_id" TEXT,
    "asked_at" TIMESTAMPTZ(3),
    "last_seen_gid" TEXT,

    CONSTRAINT "issue_attempt_pkey" PRIMARY KEY ("shop_id","redemption_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "issue_attempt_shop_id_customer_id_key" ON "issue_attempt"("shop_id", "customer_id");

-- AddForeignKey
ALTER TABLE "issue_attempt" ADD CONSTRAINT "issue_attempt_shop_id_redemption_id_fkey" FOREIGN KEY ("shop_id", "redemption_id") REFERENCES "redemption"("shop_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What Prisma's schema cannot say.
ALTER TABLE issue_attempt
  ALTER COLUMN customer_id TYPE text COLLATE "C",
  ADD CONSTRAINT issue_attempt_seen_before_asking CHECK (last_seen_gid IS NULL OR asked_at IS NOT NULL);

-- AlterTable
ALTER TABLE "redemption" ADD COLUMN     "card_code" TEXT;
