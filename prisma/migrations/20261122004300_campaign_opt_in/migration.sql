-- CreateTable
CREATE TABLE "campaign_opt_in" (
    "shop_id" BIGINT NOT NULL,
    "member_id" UUID NOT NULL,
    "campaign_id" TEXT NOT NULL,
    "joined_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "campaign_opt_in_pkey" PRIMARY KEY ("shop_id","member_id","campaign_id")
);

-- CreateIndex
CREATE INDEX "campaign_opt_in_shop_id_campaign_id_idx" ON "campaign_opt_in"("shop_id", "campaign_id");

-- AddForeignKey
ALTER TABLE "campaign_opt_in" ADD CONSTRAINT "campaign_opt_in_shop_id_member_id_fkey" FOREIGN KEY ("shop_id", "member_id") REFERENCES "member"("shop_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
