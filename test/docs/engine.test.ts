// The examples of docs/engine.md hold: each box is played as it stands there.
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { assertLedgerAddsUp } from "../support/ledger-check.ts";
import { ExamplePlayer } from "./example-player.ts";
import { readExamples } from "./example-script.ts";

const examples = readExamples(await readFile("docs/engine.md", "utf8"));

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
});

describe("docs/engine.md", () => {
  test("has examples, and each of them expects something", () => {
    expect(examples.length).toBeGreaterThan(15);
    for (const { statements } of examples) {
      expect(statements.some(({ type }) => type === "expect")).toBe(true);
    }
  });

  test.for(examples.map(({ lineNumber, statements }) => ({ lineNumber, statements })))(
    "the example at line $lineNumber",
    async ({ lineNumber, statements }) => {
      const player = new ExamplePlayer(`example-${lineNumber}.myshopify.com`);
      for (const statement of statements) {
        const figures = await player.play(statement);
        if (statement.type === "expect") expect(figures).toEqual(statement.figures);
      }
      await assertLedgerAddsUp(database.ownerPool);
    },
  );
});
