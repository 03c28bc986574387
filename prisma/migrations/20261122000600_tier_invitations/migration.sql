-- CreateTable
CREATE TABLE "tier_invitation" (
    "shop_id" BIGINT NOT NULL,
    "member_id" UUID NOT NULL,
    "tier_id" TEXT NOT NULL,
    "through" DATE,
    "status" TEXT NOT NULL,
    "invited_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "tier_invitation_pkey" PRIMARY KEY ("shop_id","member_id","tier_id")
);

-- AddForeignKey
ALTER TABLE "tier_invitation" ADD CONSTRAINT "tier_invitation_shop_id_member_id_fkey" FOREIGN KEY ("shop_id", "member_id") REFERENCES "member"("shop_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What Prisma's schema cannot say.
ALTER TABLE tier_invitation
  ADD CONSTRAINT tier_invitation_status_known
    CHECK (status IN ('open', 'accepted', 'declined', 'withdrawn')),
  ADD CONSTRAINT tier_invitation_ends_once CHECK ((status = 'open') = (ended_at IS NULL));
