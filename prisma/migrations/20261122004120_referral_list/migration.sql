-- CreateIndex
CREATE INDEX "referral_shop_id_claimed_at_idx" ON "referral"("shop_id", "claimed_at");
