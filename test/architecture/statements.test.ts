// SQL statements are named once, because pg refuses one name with two texts on a connection, and
// every one of them names the tenant.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { repository, sourceFiles } from "./source-files.ts";

interface Statement {
  readonly file: string;
  readonly name: string;
  readonly text: string;
}

const statement = /\bname:\s*"(?<name>\w+)",\s*text:\s*(?:`(?<long>[^`]*)`|"(?<short>[^"]*)")/g;

/** What names no tenant and need not. */
const exceptions = [
  // Shopify loads sessions by id alone.
  /\b(?:from|into|update)\s+"?session"?\b/i,
  // A shop that is still to be installed is known by its domain only.
  /\bshop\b[^;]*\bdomain = \$1/i,
  // A worker asks whether anything of any shop is due.
  /^\s*select exists[^;]*\bnext_attempt_at <= now\(\)/i,
  // Readiness asks the database about itself.
  /\b(?:_prisma_migrations|has_table_privilege)\b/i,
  // Functions of the database that take the tenant first.
  /^\s*select (?:redact|edit|discard|move|mark)_\w+\(\$1/i,
];

function statementsIn(file: string, source: string): Statement[] {
  return [...source.matchAll(statement)].map(({ groups }) => ({
    file,
    name: groups?.["name"] ?? "",
    text: groups?.["long"] ?? groups?.["short"] ?? "",
  }));
}

describe("the SQL statements of the app", () => {
  const statements = sourceFiles()
    .filter((file) => /^app\/(?:db|queries|usecases|inbox|outbox|jobs)\//.test(file))
    .flatMap((file) => statementsIn(file, readFileSync(join(repository, file), "utf8")));

  it("are found", () => {
    expect(statements.length).toBeGreaterThan(20);
  });

  it("stand with the tables and with the reads, and in no use case", () => {
    const places = new Set(statements.map(({ file }) => file.split("/").slice(0, 2).join("/")));
    expect([...places].toSorted()).toEqual(["app/db", "app/queries"]);
  });

  it("have names of their own", () => {
    const shared = statements.filter((one) =>
      statements.some((other) => other !== one && other.name === one.name),
    );
    expect(shared.map((one) => `${one.name} in ${one.file}`)).toEqual([]);
  });

  it("name the tenant", () => {
    const open = statements.filter(
      (one) =>
        !/\bshop_id\b/.test(one.text) && !exceptions.some((pattern) => pattern.test(one.text)),
    );
    expect(open.map((one) => `${one.file}: ${one.name}`)).toEqual([]);
  });
});

describe("the search for statements", () => {
  it("finds short and long ones", () => {
    const source =
      'query({ name: "one", text: "select 1" }); q({ name: "two",\n text: `select 2` });';
    expect(statementsIn("x.ts", source).map((one) => one.text)).toEqual(["select 1", "select 2"]);
  });
});
