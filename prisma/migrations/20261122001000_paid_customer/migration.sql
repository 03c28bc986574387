-- AlterTable
ALTER TABLE "order_state" ADD COLUMN     "paid_customer_id" TEXT;

-- What Prisma's schema cannot say.

-- What an order says of its customers is kept as json, which no index looks into. Only orders that were given away
-- after they were paid name a second one, so that no other order pays for the index.
UPDATE order_state SET paid_customer_id = state #>> '{paid,customerId}'
WHERE state #>> '{paid,customerId}' IS DISTINCT FROM customer_id AND state #>> '{paid,customerId}' IS NOT NULL;
CREATE INDEX order_state_paid_customer ON order_state (shop_id, paid_customer_id) WHERE paid_customer_id IS NOT NULL;
ALTER TABLE order_state ALTER COLUMN paid_customer_id SET STATISTICS 10;
