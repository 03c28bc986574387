-- CreateTable
CREATE TABLE "store_event" (
    "shop_id" BIGINT NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "opens_at" TIMESTAMPTZ(3) NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "capacity" INTEGER,
    "counts_as" TEXT NOT NULL,
    "attended" INTEGER NOT NULL DEFAULT 0,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "store_event_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "check_in" (
    "shop_id" BIGINT NOT NULL,
    "event_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "checked_in_at" TIMESTAMPTZ(3) NOT NULL,
    "how" TEXT NOT NULL,
    "link_id" UUID,
    "points" BIGINT NOT NULL,

    CONSTRAINT "check_in_pkey" PRIMARY KEY ("shop_id","event_id","member_id")
);

-- CreateTable
CREATE TABLE "check_in_link" (
    "shop_id" BIGINT NOT NULL,
    "id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "check_in_link_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "member_code" (
    "shop_id" BIGINT NOT NULL,
    "member_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "member_code_pkey" PRIMARY KEY ("shop_id","member_id")
);

-- CreateTable
CREATE TABLE "survey_answer" (
    "shop_id" BIGINT NOT NULL,
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "order_id" TEXT,
    "via" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "score" SMALLINT,
    "comment" TEXT,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "survey_answer_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateIndex
CREATE INDEX "store_event_shop_id_ends_at_idx" ON "store_event"("shop_id", "ends_at");

-- CreateIndex
CREATE INDEX "check_in_shop_id_member_id_idx" ON "check_in"("shop_id", "member_id");

-- CreateIndex
CREATE INDEX "check_in_link_shop_id_event_id_idx" ON "check_in_link"("shop_id", "event_id");

-- CreateIndex
CREATE UNIQUE INDEX "member_code_shop_id_code_key" ON "member_code"("shop_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "survey_answer_shop_id_member_id_order_id_key" ON "survey_answer"("shop_id", "member_id", "order_id");

-- AddForeignKey
ALTER TABLE "store_event" ADD CONSTRAINT "store_event_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("shop_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "check_in" ADD CONSTRAINT "check_in_shop_id_event_id_fkey" FOREIGN KEY ("shop_id", "event_id") REFERENCES "store_event"("shop_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "check_in" ADD CONSTRAINT "check_in_shop_id_member_id_fkey" FOREIGN KEY ("shop_id", "member_id") REFERENCES "member"("shop_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "check_in_link" ADD CONSTRAINT "check_in_link_shop_id_event_id_fkey" FOREIGN KEY ("shop_id", "event_id") REFERENCES "store_event"("shop_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "member_code" ADD CONSTRAINT "member_code_shop_id_member_id_fkey" FOREIGN KEY ("shop_id", "member_id") REFERENCES "member"("shop_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "survey_answer" ADD CONSTRAINT "survey_answer_shop_id_member_id_fkey" FOREIGN KEY ("shop_id", "member_id") REFERENCES "member"("shop_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What Prisma's schema cannot say.
ALTER TABLE store_event
  ADD CONSTRAINT store_event_begins_before_it_ends
    CHECK (opens_at <= starts_at AND starts_at < ends_at),
  ADD CONSTRAINT store_event_counter_known CHECK (counts_as IN ('events', 'visits')),
  -- However many doors there are, nobody is let in beyond what there is room for.
  ADD CONSTRAINT store_event_within_capacity
    CHECK (attended >= 0 AND capacity >= 1 AND attended <= capacity);

ALTER TABLE check_in
  ADD CONSTRAINT check_in_how_known CHECK (how IN ('scanned', 'typed')),
  ADD CONSTRAINT check_in_points_not_negative CHECK (points >= 0);

ALTER TABLE member_code ALTER COLUMN code TYPE text COLLATE "C";

ALTER TABLE survey_answer
  ALTER COLUMN order_id TYPE text COLLATE "C",
  ADD CONSTRAINT survey_answer_via_known CHECK (via IN ('email', 'widget', 'thank_you')),
  ADD CONSTRAINT survey_answer_score_in_scale CHECK (score BETWEEN 0 AND 10),
  ADD CONSTRAINT survey_answer_is_whole
    CHECK ((score IS NULL) = (answered_at IS NULL) AND (comment IS NULL OR score IS NOT NULL));
-- What the page of the score reads, and what is still to be answered.
CREATE INDEX survey_answer_answered ON survey_answer (shop_id, answered_at DESC, id DESC)
  WHERE answered_at IS NOT NULL;
