-- AlterTable
ALTER TABLE "redemption" ADD COLUMN     "drop_id" TEXT;

-- AlterTable
ALTER TABLE "reward_stock" DROP CONSTRAINT "reward_stock_pkey",
ADD COLUMN     "drop_id" TEXT NOT NULL DEFAULT '',
ADD CONSTRAINT "reward_stock_pkey" PRIMARY KEY ("shop_id", "reward_id", "drop_id");

-- What Prisma's schema cannot say.
ALTER TABLE reward_stock ALTER COLUMN drop_id TYPE text COLLATE "C";
