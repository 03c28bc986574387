// docs/openapi.json and the routes name the same addresses and methods, and docs/api.md the same
// problems.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toldRefusals } from "../../../app/core/integrations/integration.ts";
import {
  apiDocument,
  bodyFindings,
  parametersOf,
  schemaFaults,
} from "../../support/api-document.ts";
import { routeArguments } from "../../support/admin-requests.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import {
  type ShopifyStandIn,
  appUrl,
  startShopifyStandIn,
} from "../../support/shopify-stand-in.ts";

const root = join(import.meta.dirname, "../../..");
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** Files of the API's addresses; the splat answers for all others. */
const files = readdirSync(join(root, "app/routes")).filter(
  (name) => name.startsWith("api.") && name !== "api.v1.$.ts",
);

/** As Remix reads a file's name: dots part, `$` begins a parameter, a last `_` is not spoken. */
function addressOf(file: string): string {
  const parts = file.replace(/\.ts$/, "").split(".");
  const spoken = parts.map((part) => part.replace(/_$/, "").replace(/^\$(.*)$/, "{$1}"));
  return `/${spoken.join("/")}`;
}

let shopify: ShopifyStandIn;
let db: TestDatabase;
beforeAll(async () => {
  shopify = await startShopifyStandIn();
  db = await createTestDatabase();
});
afterAll(async () => {
  await db.drop();
  await shopify.stop();
});

interface Route {
  loader: (input: unknown) => Promise<Response> | Response;
  action: (input: unknown) => Promise<Response> | Response;
}

async function ask(file: string, method: string): Promise<Response> {
  const route = (await import(`../../../app/routes/${file.replace(/\.ts$/, "")}.ts`)) as Route;
  const request = new Request(new URL(addressOf(file), appUrl), { method });
  const handle = method === "GET" ? route.loader : route.action;
  return handle(routeArguments(request));
}

describe("the document", () => {
  test("names every address of the routes, and no other", () => {
    expect(apiDocument.openapi).toMatch(/^3\.1\./);
    expect(files.length).toBeGreaterThan(3);
    const documented = Object.keys(apiDocument.paths);
    const found = files.map(addressOf);
    expect(documented.toSorted()).toEqual(found.toSorted());
  });

  test.each(files)("names the methods that %s takes, and no other", async (file) => {
    const documented = Object.keys(apiDocument.paths[addressOf(file)] ?? {});
    for (const method of METHODS) {
      const answer = await ask(file, method);
      const isDocumented = documented.includes(method.toLowerCase());
      expect([method, answer.status === 405]).toEqual([method, !isDocumented]);
      if (isDocumented) expect(answer.status).toBe(401);
      else {
        expect(answer.headers.get("allow")).toBe(documented.join(", ").toUpperCase());
        const type = "urn:regulars:problem:method-not-allowed";
        expect(await answer.json()).toMatchObject({ type, status: 405 });
      }
    }
  });

  test("says of each operation how it is signed, and where its path's parameters are", () => {
    const known = Object.keys(apiDocument.components.securitySchemes);
    for (const [address, methods] of Object.entries(apiDocument.paths)) {
      for (const operation of Object.values(methods)) {
        const schemes = operation.security.flatMap((one) => Object.keys(one));
        expect(schemes.length).toBeGreaterThan(0);
        expect(schemes.filter((scheme) => !known.includes(scheme))).toEqual([]);
        const named = parametersOf(operation).filter((one) => one.in === "path");
        expect(named.map(({ name }) => `{${name}}`)).toEqual(address.match(/\{\w+\}/g) ?? []);
      }
    }
  });

  test("can be read as a whole, and its examples are what it describes", () => {
    for (const methods of Object.values(apiDocument.paths)) {
      for (const operation of Object.values(methods)) {
        expect(schemaFaults(operation)).toEqual([]);
        const example = operation.requestBody?.content["application/json"]?.example;
        if (example !== undefined) expect(bodyFindings(operation, example)).toEqual([]);
      }
    }
  });

  test("has the reasons that are given, and docs/api.md names them", () => {
    const text = readFileSync(join(root, "docs/api.md"), "utf8");
    const { Event } = apiDocument.components.schemas as {
      Event: { properties: { reason: { oneOf: { enum?: string[] }[] } } };
    };
    const listed = Event.properties.reason.oneOf.flatMap((one) => one.enum ?? []);
    expect(listed.toSorted()).toEqual([...toldRefusals].toSorted());
    for (const reason of toldRefusals) expect(text).toContain(`\`${reason}\``);
  });

  test("has the problems that docs/api.md explains, with the same statuses", () => {
    const text = readFileSync(join(root, "docs/api.md"), "utf8");
    const rows = [...text.matchAll(/^\| `([a-z-]+)` \| (\d{3}) \|/gm)];
    const { Problem } = apiDocument.components.schemas as {
      Problem: { properties: { type: { enum: string[] } } };
    };
    const types = rows.map(([, name = ""]) => `urn:regulars:problem:${name}`);
    expect(types.toSorted()).toEqual(Problem.properties.type.enum.toSorted());
    const used = JSON.stringify(apiDocument.paths);
    for (const [, name = "", status = ""] of rows) {
      if (name === "method-not-allowed") continue;
      expect([name, used.includes(`urn:regulars:problem:${name}`)]).toEqual([name, true]);
      expect(used).toContain(`"${status}"`);
    }
  });
});
