-- AlterTable
ALTER TABLE "redemption" ADD COLUMN     "amount_minor" BIGINT,
ADD COLUMN     "choice" JSONB;

-- What Prisma's schema cannot say.
ALTER TABLE redemption
  ADD CONSTRAINT redemption_amount_positive CHECK (amount_minor > 0);
