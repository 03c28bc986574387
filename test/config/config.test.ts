// The environment is refused as a whole when something is wrong, and the example file says what
// there is.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { configSchema, parseConfig } from "../../app/config.server.ts";

const key = Buffer.alloc(32, 7).toString("base64");
const least = {
  SHOPIFY_API_KEY: "key",
  SHOPIFY_API_SECRET: "secret",
  SHOPIFY_APP_URL: "http://localhost:4401",
  TOKEN_ENCRYPTION_KEY: key,
  DATABASE_URL: "postgresql://db/regulars",
};

/** The lines of the example: each variable with the comment above it. */
function readExample(): { name: string; value: string; comment: string }[] {
  const lines = readFileSync(new URL("../../.env.example", import.meta.url), "utf8").split("\n");
  return lines.flatMap((line, index) => {
    const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) return [];
    return [{ name, value, comment: (lines[index - 1] ?? "").replace(/^# /, "") }];
  });
}

describe(".env.example", () => {
  test("names each variable of the schema, in its order, with its description", () => {
    const described = Object.entries(configSchema.shape).map(([name, field]) => ({
      name,
      comment: field.description,
    }));
    expect(readExample().map(({ name, comment }) => ({ name, comment }))).toEqual(described);
  });

  test("shows the defaults of the schema", () => {
    const defaults = parseConfig(least);
    const filled = Object.fromEntries(readExample().map(({ name, value }) => [name, value]));
    expect(parseConfig({ ...filled, ...least })).toEqual(defaults);
  });
});

describe("the environment", () => {
  test("needs keys, address and encryption key, and says all that is missing at once", () => {
    expect(() => parseConfig({})).toThrow(
      /SHOPIFY_API_KEY.*SHOPIFY_API_SECRET.*SHOPIFY_APP_URL.*TOKEN_ENCRYPTION_KEY/s,
    );
  });

  test("is that of production where it does not say", () => {
    expect(parseConfig(least).nodeEnv).toBe("production");
  });

  test.each([{}, { NODE_ENV: "" }, { NODE_ENV: "production" }])(
    "refuses the simulator's origin in production: %j",
    (mode) => {
      const environment = { ...least, ...mode, SHOPIFY_ORIGIN: "http://localhost:4400" };
      expect(() => parseConfig(environment)).toThrow(/SHOPIFY_ORIGIN/);
    },
  );

  test("asks for a database in production", () => {
    expect(() => parseConfig({ ...least, DATABASE_URL: "" })).toThrow(/DATABASE_URL/);
  });

  test("takes the simulator and does without a database of its own when trying out", () => {
    const environment = { NODE_ENV: "development", SHOPIFY_ORIGIN: "http://localhost:4400" };
    expect(parseConfig({ ...least, DATABASE_URL: "", ...environment })).toMatchObject({
      nodeEnv: "development",
      databaseUrl: undefined,
    });
  });

  test.each([
    ["TOKEN_ENCRYPTION_KEY", "c2hvcnQ="],
    ["SHOPIFY_ORIGIN", "http://localhost:4400/path"],
    ["PORT", "70000"],
    ["ROLE", "everything"],
    ["DATABASE_URL", "not an address"],
  ])("refuses %s=%s and does not repeat a secret", (name, value) => {
    expect(() => parseConfig({ ...least, [name]: value })).toThrow(name);
    expect(() => parseConfig({ ...least, [name]: value })).not.toThrow(key);
  });
});
