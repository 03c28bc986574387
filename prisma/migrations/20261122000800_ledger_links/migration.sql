-- DropForeignKey
ALTER TABLE "lot" DROP CONSTRAINT "lot_shop_id_member_id_fkey";

-- DropForeignKey
ALTER TABLE "order_state" DROP CONSTRAINT "order_state_shop_id_member_id_fkey";

-- DropForeignKey
ALTER TABLE "posting" DROP CONSTRAINT "posting_shop_id_member_id_entry_id_fkey";

-- DropForeignKey
ALTER TABLE "posting" DROP CONSTRAINT "posting_shop_id_member_id_lot_id_fkey";

-- What Prisma's schema cannot say.

-- What these keys asked for each row, one row at a time, the transaction that writes it knows: it holds the member
-- locked, and wrote the entry and the lot a statement earlier. An entry still asks for its member. What is left is
-- that nothing may disappear behind them: the application neither deletes orders, lots and members, nor gives a lot
-- another name.
REVOKE DELETE ON order_state, lot, member FROM regulars_app;
REVOKE UPDATE ON lot FROM regulars_app;
GRANT UPDATE (expires_at, releases_at, original, pending, available, reserved, expired) ON lot TO regulars_app;
