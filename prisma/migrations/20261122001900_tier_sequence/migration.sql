-- AlterTable
ALTER TABLE "tier_change" ADD COLUMN     "seq" INTEGER;

-- Until now the ids told the sequence, and they hang on the clocks of the processes that made them.
UPDATE "tier_change" AS "line" SET "seq" = "numbered"."seq"
FROM (
    SELECT "shop_id", "member_id", "id",
        row_number() OVER (PARTITION BY "shop_id", "member_id" ORDER BY "id") AS "seq"
    FROM "tier_change"
) AS "numbered"
WHERE "line"."shop_id" = "numbered"."shop_id" AND "line"."member_id" = "numbered"."member_id"
    AND "line"."id" = "numbered"."id";

-- AlterTable
ALTER TABLE "tier_change" ALTER COLUMN "seq" SET NOT NULL,
DROP CONSTRAINT "tier_change_pkey",
ADD CONSTRAINT "tier_change_pkey" PRIMARY KEY ("shop_id", "member_id", "seq");
