-- What each order writes costs processor time above all. Documents that nobody searches are kept as they are
-- written: as json, which is checked but not taken apart.
ALTER TABLE order_state
  ALTER COLUMN state TYPE json USING state::text::json,
  ALTER COLUMN snapshot TYPE json USING snapshot::text::json;

-- Rows of a few kilobytes stay whole in their page. To compress each of them, and webhook bodies that are handled
-- a moment later, takes longer than to write them.
ALTER TABLE order_state SET (toast_tuple_target = 8160);
ALTER TABLE inbox_message SET (toast_tuple_target = 8160);
