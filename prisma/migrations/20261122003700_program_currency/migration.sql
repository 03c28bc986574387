-- In which currency a version's amounts were entered: the store's of that moment. A draft or an
-- older version of a store that counts in another one since then says something else than was meant.
ALTER TABLE "program_version" ADD COLUMN "currency" TEXT;

-- What is there was entered in the currency that the store still has, as far as anybody knows.
UPDATE program_version SET currency = shop.currency FROM shop WHERE shop.shop_id = program_version.shop_id;

GRANT UPDATE (currency) ON program_version TO regulars_app;
