-- What a version says changes only while it is a draft, and what was in force never becomes a draft
-- again: the application moves versions through their life by this function alone.
REVOKE UPDATE (status, active_from, carried_out_at) ON program_version FROM regulars_app;

-- Answers whether the version stood at `known_status` and may go from there to `next_status`.
CREATE FUNCTION move_program_version(
  moved_shop_id bigint, moved_id uuid, known_status text, next_status text, begins timestamptz
) RETURNS boolean LANGUAGE sql SECURITY DEFINER AS $$
  WITH moved AS (
    UPDATE program_version SET status = next_status,
      active_from = CASE known_status WHEN 'draft' THEN begins ELSE
        CASE next_status WHEN 'draft' THEN NULL ELSE active_from END END,
      active_until = CASE next_status WHEN 'draft' THEN NULL ELSE active_until END
    WHERE shop_id = moved_shop_id AND id = moved_id AND status = known_status
      AND (known_status, next_status) IN (
        ('draft', 'scheduled'), ('draft', 'active'), ('scheduled', 'draft'),
        ('scheduled', 'active'), ('scheduled', 'retired'), ('active', 'retired'))
      AND (next_status <> 'draft' OR carried_out_at IS NULL)
    RETURNING 1
  )
  SELECT EXISTS (SELECT FROM moved)
$$;
-- All of a shop's versions that had begun by then; once and for all.
CREATE FUNCTION mark_programs_carried_out(
  marked_shop_id bigint, begun_by timestamptz, marked_at timestamptz
) RETURNS void LANGUAGE sql SECURITY DEFINER AS $$
  UPDATE program_version SET carried_out_at = marked_at
  WHERE shop_id = marked_shop_id AND active_from <= begun_by AND carried_out_at IS NULL
$$;
DO $$
BEGIN
  EXECUTE format('ALTER FUNCTION move_program_version(bigint, uuid, text, text, timestamptz) SET search_path = %I, pg_temp', current_schema());
  EXECUTE format('ALTER FUNCTION mark_programs_carried_out(bigint, timestamptz, timestamptz) SET search_path = %I, pg_temp', current_schema());
END
$$;
REVOKE ALL ON FUNCTION move_program_version(bigint, uuid, text, text, timestamptz),
  mark_programs_carried_out(bigint, timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION move_program_version(bigint, uuid, text, text, timestamptz),
  mark_programs_carried_out(bigint, timestamptz, timestamptz) TO regulars_app;
