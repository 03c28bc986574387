-- What Prisma's schema cannot say.

-- Tables that grow with each order are looked at again and again while a shop is young, and to compare thirty
-- thousand documents and names each time took more processor time than to write a row into any of them. The planner
-- needs to know how the columns that are searched by spread, for which three thousand rows are enough.
DO $$
DECLARE
  growing CONSTANT regclass[] := ARRAY['order_state', 'journal_entry', 'posting', 'lot', 'qualifying_unit',
    'earning_room', 'inbox_message', 'outbox_message'];
  searched CONSTANT name[] := ARRAY['shop_id', 'member_id', 'id', 'key', 'order_id', 'customer_id', 'entry_id',
    'lot_id', 'topic', 'webhook_id', 'ordering_key', 'kind', 'status', 'awaits_facts', 'pending', 'available',
    'placed_at', 'occurred_at', 'recorded_at', 'expires_at', 'releases_at', 'received_at', 'next_attempt_at',
    'sent_at'];
  found record;
BEGIN
  FOR found IN
    SELECT attrelid::regclass AS owner, attname AS name FROM pg_attribute
    WHERE attrelid = ANY (growing) AND attnum > 0 AND NOT attisdropped
  LOOP
    EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET STATISTICS %s', found.owner, found.name,
      CASE WHEN found.name = ANY (searched) THEN 10 ELSE 0 END);
  END LOOP;
END
$$;
