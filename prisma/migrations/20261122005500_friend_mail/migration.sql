-- Friends are written to: in their language, and of each code once.
ALTER TABLE "referral" ADD COLUMN "friend_locale" TEXT;
ALTER TABLE "referral" ADD COLUMN "mailed_code" TEXT;
