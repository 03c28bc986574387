// What stands in the journal already: requests are compared with what was written for them.
import { hash } from "node:crypto";
import type { EntryDraft } from "../core/ledger/entry.ts";
import type { Sql } from "./pool.ts";

/** 132 bits: enough to tell requests apart, and short, because every entry carries it. */
const INPUT_HASH_CHARACTERS = 22;

/**
 * What was asked for, not how it was carried out: whichever lots gave the points, the same request
 * has the same hash.
 */
export function inputHash({
  kind,
  memberId,
  postings,
  explanation,
}: Pick<EntryDraft, "kind" | "memberId" | "postings" | "explanation">): string {
  const moved = new Map<string, bigint>();
  for (const { from, to, points } of postings) {
    const move = `${from}>${to}`;
    moved.set(move, (moved.get(move) ?? 0n) + points);
  }
  const moves = [...moved].map(([move, points]) => `${move} ${points}`);
  const input = JSON.stringify([kind, memberId, moves, explanation]);
  return hash("sha256", input, "base64url").slice(0, INPUT_HASH_CHARACTERS);
}

/** The hash under which an entry was written; nothing where the key is free. */
export async function findInputHash(
  sql: Sql,
  shopId: bigint,
  key: string,
): Promise<string | undefined> {
  const { rows } = await sql.query<{ input_hash: string }>({
    name: "entry_input_hash",
    text: `select input_hash from journal_entry where shop_id = $1 and key = $2`,
    values: [shopId, key],
  });
  return rows[0]?.input_hash;
}
