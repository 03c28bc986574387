// Which rows an order leaves, and how the row of a copy differs. Columns are read from the
// database's catalogue, so that a column that the product writes is written by the yardstick, too.
import type pg from "pg";

export interface CopiedTable {
  readonly name: string;
  /** Which rows are those of an order in `bench_order`. */
  readonly belongs: string;
  /** What stands in a copy instead of the original's value, by column. */
  readonly replaced: Readonly<Record<string, string>>;
}

/** `suffix` is what the ids and keys of copies end with. Rows that others refer to come first. */
export function copiedTables(suffix: string): CopiedTable[] {
  const ofEntry = "original.member_id = bench_order.member_id and original.entry_id";
  return [
    {
      name: "order_state",
      belongs: "original.order_id = bench_order.order_id",
      replaced: { order_id: "bench_order.copy_id", lot_id: "bench_order.copy_lot_id" },
    },
    {
      name: "lot",
      belongs: `original.member_id = bench_order.member_id and original.id = bench_order.lot_id`,
      replaced: { id: "bench_order.copy_lot_id", order_id: "bench_order.copy_id" },
    },
    {
      name: "journal_entry",
      belongs: `original.member_id = bench_order.member_id and original.id = bench_order.entry_id`,
      replaced: {
        id: "bench_order.copy_entry_id",
        order_id: "bench_order.copy_id",
        key: `original.key || '${suffix}'`,
      },
    },
    {
      name: "posting",
      belongs: `${ofEntry} = bench_order.entry_id`,
      replaced: { entry_id: "bench_order.copy_entry_id", lot_id: "bench_order.copy_lot_id" },
    },
    {
      name: "outbox_message",
      belongs: "original.kind = 'send_order_email' and original.key = bench_order.order_id",
      replaced: { id: "uuidv7()", key: "bench_order.copy_id" },
    },
  ];
}

/** Statements that lay the copies of a table ready. */
export async function stageTable(sql: pg.Pool, table: CopiedTable): Promise<string> {
  const columns = await columnsOf(sql, table.name);
  const values = columns.map(
    (column) => `${table.replaced[column] ?? `original.${column}`} as ${column}`,
  );
  const staged = `bench_copy_${table.name}`;
  return `drop table if exists ${staged};
    create table ${staged} as
      select bench_order.shop_id as of_shop, bench_order.ordering_key as of_order,
        ${values.join(", ")}
      from bench_order join ${table.name} as original
        on original.shop_id = bench_order.shop_id and ${table.belongs};
    create index on ${staged} (of_shop, of_order);
    analyze ${staged}`;
}

/** The part of a statement that writes the copies of the orders in `claimed`. */
export async function writeTable(sql: pg.Pool, { name }: CopiedTable): Promise<string> {
  const columns = (await columnsOf(sql, name)).join(", ");
  return `${name}_copied as (
    insert into ${name} (${columns})
    select ${columns.replaceAll(/(\w+)/g, "copy.$1")}
    from claimed join bench_copy_${name} as copy
      on copy.of_shop = claimed.shop_id and copy.of_order = claimed.ordering_key)`;
}

async function columnsOf(sql: pg.Pool, table: string): Promise<string[]> {
  const { rows } = await sql.query<{ name: string }>(
    `select attname as name from pg_attribute
     where attrelid = $1::text::regclass and attnum > 0 and not attisdropped order by attnum`,
    [table],
  );
  return rows.map(({ name }) => name);
}
