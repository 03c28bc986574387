-- AlterTable
ALTER TABLE "redemption" ADD COLUMN     "occasion" TEXT;

-- What Prisma's schema cannot say. What is given costs nothing, and nothing else does.
ALTER TABLE redemption
  DROP CONSTRAINT redemption_points_positive,
  ADD CONSTRAINT redemption_occasion_known CHECK (occasion IN ('birthday', 'referral')),
  ADD CONSTRAINT redemption_gifts_cost_nothing
    CHECK (points >= 0 AND (points = 0) = (occasion IS NOT NULL));
