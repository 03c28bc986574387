// Reading the theme app extension from disk.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { openExtension } from "../../../../simulator/screens/liquid/extension.ts";

const source = join(import.meta.dirname, "..", "support", "theme");
const copies: string[] = [];

function copyOfTheme(): string {
  const copy = mkdtempSync(join(tmpdir(), "theme-"));
  copies.push(copy);
  cpSync(source, copy, { recursive: true });
  return copy;
}

afterEach(() => {
  for (const copy of copies.splice(0)) rmSync(copy, { recursive: true });
});

describe("the theme app extension", () => {
  it("is read once and again only after a file changed", () => {
    const directory = copyOfTheme();
    const read = openExtension(directory);
    const first = read();
    expect(read()).toBe(first);
    writeFileSync(join(directory, "snippets", "name.liquid"), "another length");
    const second = read();
    expect(second).not.toBe(first);
    expect(second.snippets["name"]).toBe("another length");
  });

  it("names its blocks in the words of its schema translations", () => {
    const { blocks } = openExtension(source)();
    expect(blocks.map(({ handle, schema }) => [handle, schema.name])).toEqual([
      ["balance", "Balance"],
      ["broken", "Broken"],
      ["launcher", "Launcher"],
    ]);
  });

  it("compresses assets and names them by their content", () => {
    const asset = openExtension(source)().assets.get("launcher.js");
    expect(asset?.version).toMatch(/^[0-9a-f]{12}$/);
    expect(brotliDecompressSync(asset?.brotli ?? "")).toEqual(asset?.plain);
    expect(gunzipSync(asset?.gzip ?? "")).toEqual(asset?.plain);
  });

  it("says what is wrong with one block and still offers the others", () => {
    const directory = copyOfTheme();
    writeFileSync(join(directory, "blocks", "bad.liquid"), "{% schema %}{ nope }{% endschema %}");
    rmSync(join(directory, "assets", "launcher.js"));
    const { blocks, problems } = openExtension(directory)();
    expect(blocks.map(({ handle }) => handle)).toEqual(["balance", "broken", "launcher"]);
    expect(problems.join("\n")).toMatch(/bad\.liquid/);
    expect(problems.join("\n")).toMatch(/assets\/launcher\.js, which is not there/);
  });

  it("is empty when the simulator was given none", () => {
    expect(openExtension("")().blocks).toEqual([]);
  });
});
