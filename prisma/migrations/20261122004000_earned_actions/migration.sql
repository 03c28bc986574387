-- CreateTable
CREATE TABLE "earned_action" (
    "shop_id" BIGINT NOT NULL,
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "rule_id" TEXT NOT NULL,
    "occurrence" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "of_way" BOOLEAN NOT NULL,
    "points" BIGINT NOT NULL,
    "lot_id" UUID NOT NULL,
    "program_version_id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "taken_back_at" TIMESTAMPTZ(3),
    "taken_back_reason" TEXT,

    CONSTRAINT "earned_action_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "earned_action_shop_id_rule_id_occurrence_key" ON "earned_action"("shop_id", "rule_id", "occurrence");

-- CreateIndex
CREATE INDEX "earned_action_shop_id_member_id_occurred_at_idx" ON "earned_action"("shop_id", "member_id", "occurred_at");

-- AddForeignKey
ALTER TABLE "earned_action" ADD CONSTRAINT "earned_action_shop_id_member_id_fkey" FOREIGN KEY ("shop_id", "member_id") REFERENCES "member"("shop_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What Prisma's schema cannot say.
ALTER TABLE earned_action
  ALTER COLUMN rule_id TYPE text COLLATE "C",
  ALTER COLUMN occurrence TYPE text COLLATE "C",
  ALTER COLUMN action TYPE text COLLATE "C",
  ADD CONSTRAINT earned_action_gives_points CHECK (points > 0),
  ADD CONSTRAINT earned_action_taken_back_says_why CHECK ((taken_back_at IS NULL) = (taken_back_reason IS NULL));

-- What was given is not given again, and not forgotten: the application may say that it was taken back, or that
-- another member has it now, and nothing else.
REVOKE UPDATE, DELETE, TRUNCATE ON earned_action FROM regulars_app;
GRANT UPDATE (member_id, taken_back_at, taken_back_reason) ON earned_action TO regulars_app;

-- Anniversaries are looked up by the day on which members joined.
CREATE INDEX member_enrolled ON member (shop_id, enrolled_at) WHERE merged_into_id IS NULL AND redacted_at IS NULL;
