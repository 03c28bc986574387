-- AlterTable
ALTER TABLE "member" ADD COLUMN     "birth_date" DATE,
ADD COLUMN     "birth_date_agreed" DATE,
ADD COLUMN     "birth_date_set_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "birthday_gift" (
    "shop_id" BIGINT NOT NULL,
    "member_id" UUID NOT NULL,
    "birthday" DATE NOT NULL,
    "points" BIGINT,
    "reward_id" TEXT,
    "program_version_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "offered_at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "redemption_id" UUID,
    "settled_at" TIMESTAMPTZ(3),
    "is_inherited" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "birthday_gift_pkey" PRIMARY KEY ("shop_id","member_id","birthday")
);

-- AddForeignKey
ALTER TABLE "birthday_gift" ADD CONSTRAINT "birthday_gift_shop_id_member_id_fkey" FOREIGN KEY ("shop_id", "member_id") REFERENCES "member"("shop_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What Prisma's schema cannot say.
ALTER TABLE member ADD CONSTRAINT member_birth_date_has_its_day
  CHECK ((birth_date IS NULL) = (birth_date_set_at IS NULL));
ALTER TABLE birthday_gift
  ADD CONSTRAINT birthday_gift_status_known
    CHECK (status IN ('offered', 'points', 'reward', 'missed')),
  ADD CONSTRAINT birthday_gift_is_something CHECK (points > 0 OR reward_id IS NOT NULL),
  ADD CONSTRAINT birthday_gift_is_what_was_offered
    CHECK ((status <> 'points' OR points IS NOT NULL)
      AND (status <> 'reward' OR redemption_id IS NOT NULL)),
  ADD CONSTRAINT birthday_gift_settled CHECK ((status = 'offered') = (settled_at IS NULL));
-- The night asks for the birthdays of a day, whatever the year of birth.
CREATE INDEX member_birthday ON member (
    shop_id,
    (extract(month FROM birth_date)::int * 100 + extract(day FROM birth_date)::int),
    id)
  WHERE birth_date IS NOT NULL;
-- What waits for a choice or is tried again; what is over is never looked at.
CREATE INDEX birthday_gift_open ON birthday_gift (shop_id, until)
  WHERE status IN ('offered', 'reward');

GRANT UPDATE (birth_date, birth_date_agreed, birth_date_set_at) ON member TO regulars_app;
