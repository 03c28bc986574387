-- CreateTable
CREATE TABLE "reward_stock" (
    "shop_id" BIGINT NOT NULL,
    "reward_id" TEXT NOT NULL,
    "taken" INTEGER NOT NULL,

    CONSTRAINT "reward_stock_pkey" PRIMARY KEY ("shop_id","reward_id")
);

-- AddForeignKey
ALTER TABLE "reward_stock" ADD CONSTRAINT "reward_stock_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("shop_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What Prisma's schema cannot say.
ALTER TABLE reward_stock
  ALTER COLUMN reward_id TYPE text COLLATE "C",
  ADD CONSTRAINT reward_stock_not_negative CHECK (taken >= 0);
