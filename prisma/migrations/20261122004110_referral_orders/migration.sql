-- CreateIndex
CREATE INDEX "referral_shop_id_order_id_idx" ON "referral"("shop_id", "order_id");

-- What Prisma's schema cannot say.
ALTER TABLE referral ALTER COLUMN order_id TYPE text COLLATE "C";
