-- CreateTable
CREATE TABLE "integration" (
    "shop_id" BIGINT NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "scopes" TEXT[],
    "secret" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "busy_until" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by" TEXT,

    CONSTRAINT "integration_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "integration_event" (
    "shop_id" BIGINT NOT NULL,
    "integration_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "named" JSONB,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "member_id" UUID,
    "outcome" TEXT,
    "reason" TEXT,
    "points" BIGINT NOT NULL DEFAULT 0,
    "results" JSONB,

    CONSTRAINT "integration_event_pkey" PRIMARY KEY ("shop_id","integration_id","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "integration_event_shop_id_id_key" ON "integration_event"("shop_id", "id");

-- CreateIndex
CREATE INDEX "integration_event_shop_id_member_id_idx" ON "integration_event"("shop_id", "member_id");

-- CreateIndex
CREATE INDEX "integration_event_shop_id_received_at_idx" ON "integration_event"("shop_id", "received_at" DESC);

-- AddForeignKey
ALTER TABLE "integration" ADD CONSTRAINT "integration_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("shop_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "integration_event" ADD CONSTRAINT "integration_event_shop_id_integration_id_fkey" FOREIGN KEY ("shop_id", "integration_id") REFERENCES "integration"("shop_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What Prisma's schema cannot say.
ALTER TABLE integration
  ADD CONSTRAINT integration_kind_known CHECK (kind IN ('api', 'judge_me')),
  ADD CONSTRAINT integration_scopes_known CHECK (scopes <@ ARRAY['events:write', 'reviews:write', 'outcomes:read']),
  ADD CONSTRAINT integration_secret_while_it_works CHECK ((secret IS NULL) = (revoked_at IS NOT NULL));
ALTER TABLE integration_event
  ALTER COLUMN key TYPE text COLLATE "C",
  ADD CONSTRAINT integration_event_trigger_known CHECK (trigger IN ('custom', 'review')),
  ADD CONSTRAINT integration_event_outcome_known CHECK (outcome IN ('granted', 'refused')),
  ADD CONSTRAINT integration_event_settled_says_how CHECK ((settled_at IS NULL) = (outcome IS NULL)),
  ADD CONSTRAINT integration_event_granted_has_points CHECK ((outcome = 'granted') = (points > 0) OR outcome IS NULL),
  ADD CONSTRAINT integration_event_settled_names_nobody CHECK (settled_at IS NULL OR named IS NULL);
-- The oldest of all, for their end.
CREATE INDEX integration_event_oldest ON integration_event (received_at) WHERE settled_at IS NOT NULL;

-- Members by their address, as other systems name them. It is never changed by the crediting of orders.
CREATE INDEX member_email ON member (shop_id, lower(email)) WHERE email IS NOT NULL;
