-- AlterTable
ALTER TABLE "redemption" RENAME COLUMN "discount_gid" TO "shopify_gid";

-- AlterTable
ALTER TABLE "redemption" ADD COLUMN     "carrier" TEXT NOT NULL DEFAULT 'discount',
ADD COLUMN     "recipient" JSONB,
ADD COLUMN     "remaining_minor" BIGINT;

-- RenameIndex
ALTER INDEX "redemption_shop_id_discount_gid_idx" RENAME TO "redemption_shop_id_shopify_gid_idx";

-- What Prisma's schema cannot say.
ALTER TABLE redemption
  ADD CONSTRAINT redemption_carrier_known
    CHECK (carrier IN ('discount', 'gift_card', 'store_credit', 'none')),
  ADD CONSTRAINT redemption_remaining_within CHECK (remaining_minor BETWEEN 0 AND amount_minor),
  -- Whom a gift card is for is somebody else's name: nobody needs it once the card is settled.
  ADD CONSTRAINT redemption_recipient_settled
    CHECK (recipient IS NULL OR status IN ('reserved', 'unsettled'));
-- Few hold one, and who asks to be forgotten may be named in any of them.
CREATE INDEX redemption_recipient ON redemption (shop_id) WHERE recipient IS NOT NULL;
-- What the theme shows to who redeemed it.
CREATE INDEX redemption_entitlement ON redemption (shop_id, member_id) WHERE carrier = 'none';
