// Shopify knows other elements at each of its places, and other attributes of them: what an
// extension draws is compared with the types of the very place. By itself the compiler takes those
// of several places together, and does not look at what is spread into an element.
import { execFile } from "node:child_process";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readExtensions } from "../../simulator/extension-host/declared-extensions.ts";
import { targetsOf } from "../../widget/build-extensions.ts";
import { type ElementUse, elementUses, usesOf } from "./element-uses.ts";
import { extensions } from "./extension-page.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "regulars-elements-"));
  await symlink(join(extensions, "../node_modules"), join(folder, "node_modules"), "junction");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The uses that a place of Shopify's does not know. */
async function unknownAt(target: string, uses: readonly ElementUse[]): Promise<ElementUse[]> {
  const name = `${target}-${uses.length}`;
  const head = [
    `import "@shopify/ui-extensions/${target}";`,
    'import type { createElement } from "preact";',
    "type Known = createElement.JSX.IntrinsicElements;",
  ];
  const lines = uses.map(({ element, attribute, value }, index) => {
    const given = attribute === null ? "" : `${JSON.stringify(attribute)}: ${value ?? "anything"}`;
    return `export const use${index}: Partial<Known["${element}"]> = { ${given} };`;
  });
  const tail = "declare const anything: never;";
  await writeFile(join(folder, `${name}.ts`), [...head, ...lines, tail].join("\n"));
  const compilerOptions = {
    target: "ES2023",
    lib: ["ES2023", "DOM"],
    module: "ESNext",
    moduleResolution: "Bundler",
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    noEmit: true,
  };
  const project = join(folder, `${name}.json`);
  await writeFile(project, JSON.stringify({ compilerOptions, files: [`${name}.ts`] }));
  const said = await compiled(project);
  const found = [...said.matchAll(/\.ts\((\d+),\d+\): error/g)].map(([, line]) => {
    const use = uses[Number(line) - head.length - 1];
    if (use === undefined) throw new Error(`The compiler did not get that far: ${said}`);
    return use;
  });
  if (said !== "" && found.length === 0) throw new Error(said);
  return found;
}

function compiled(project: string): Promise<string> {
  const manifest = createRequire(import.meta.url).resolve("typescript/package.json");
  const program = join(dirname(manifest), "bin", "tsc");
  return new Promise((resolve) => {
    const options = [program, "--pretty", "false", "--project", project];
    execFile(process.execPath, options, (_, said, problems) => resolve(said + problems));
  });
}

const places = await Promise.all(
  readExtensions(extensions).map(async ({ folder: name }) => {
    const targets = await targetsOf(name);
    return targets.map(({ module, target }) => ({ target, file: join(extensions, name, module) }));
  }),
);

test.each(places.flat())("$target knows all that is drawn there", async ({ target, file }) => {
  const uses = await elementUses(file);
  expect(uses.length).toBeGreaterThan(0);
  expect(await unknownAt(target, uses)).toEqual([]);
});

describe("would notice", () => {
  test("what another place knows, and this one does not", async () => {
    const uses = await usesOf(`
      export const A = ({ isOld, more }) => {
        const entry = { label: "a", subheading: "b", ...(isOld && { invented: more }) };
        return (
          <s-page heading="a">
            <s-badge tone={isOld ? "critical" : "warning"} data-hint="c">{more}</s-badge>
            <s-text-field {...entry} value={more} />
          </s-page>
        );
      };
    `);
    expect(await unknownAt("purchase.checkout.block.render", uses)).toEqual([
      { element: "s-page", attribute: null, value: null },
      { element: "s-page", attribute: "heading", value: '"a"' },
      { element: "s-page", attribute: "children", value: null },
      { element: "s-badge", attribute: "tone", value: '"warning"' },
      { element: "s-badge", attribute: "data-hint", value: '"c"' },
      { element: "s-text-field", attribute: "subheading", value: '"b"' },
      { element: "s-text-field", attribute: "invented", value: null },
    ]);
  });

  test("what the till knows on its screens, and not in its blocks", async () => {
    const uses = await usesOf("export const A = () => <s-banner />;");
    expect(await unknownAt("pos.home.modal.render", uses)).toEqual([]);
    expect(await unknownAt("pos.customer-details.block.render", uses)).toEqual(uses);
  });

  test("what nobody could say of", async () => {
    const handedOn = "export const A = (props) => <s-text {...props} />;";
    await expect(usesOf(handedOn)).rejects.toThrow("Nobody knows what props holds");
  });
});
