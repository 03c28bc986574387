-- DropForeignKey
ALTER TABLE "journal_entry" DROP CONSTRAINT "journal_entry_shop_id_member_id_fkey";

-- What Prisma's schema cannot say.

-- Who writes an entry has just read its member and holds it locked. What is left is that no member may disappear
-- behind its entries: the application does not delete members, and cannot give one another name. A column that is
-- added to this table later is granted by its own migration, if the application is to change it.
REVOKE UPDATE ON member FROM regulars_app;

DO $$
BEGIN
  EXECUTE (
    SELECT format('GRANT UPDATE (%s) ON member TO regulars_app', string_agg(quote_ident(attname), ', '))
    FROM pg_attribute
    WHERE attrelid = 'member'::regclass AND attnum > 0 AND NOT attisdropped AND attname NOT IN ('shop_id', 'id')
  );
END
$$;
