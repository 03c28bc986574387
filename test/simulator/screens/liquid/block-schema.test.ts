// What a block's schema says, and how a wrong one is refused.
import { describe, expect, it } from "vitest";
import {
  defaultSettings,
  isAllowedOn,
  parseBlock,
} from "../../../../simulator/screens/liquid/block-schema.ts";

function block(schema: object): string {
  return `<p>x</p>{% schema %}${JSON.stringify(schema)}{% endschema %}`;
}

describe("the schema of a block", () => {
  it("is taken out of the template", () => {
    const parsed = parseBlock("a.liquid", block({ name: "A", target: "section" }));
    expect(parsed.template).toBe("<p>x</p>");
    expect(parsed.schema).toMatchObject({ name: "A", target: "section", settings: [] });
  });

  it("gives each setting its default, or the empty value of its type", () => {
    const settings = [
      { type: "header", content: "Look" },
      { type: "text", id: "title", default: "Hi" },
      { type: "checkbox", id: "on" },
      { type: "range", id: "size", default: 8 },
      { type: "number", id: "count" },
    ];
    const { schema } = parseBlock("a.liquid", block({ name: "A", target: "body", settings }));
    expect(defaultSettings(schema)).toEqual({ title: "Hi", on: false, size: 8, count: 0 });
  });

  it("keeps a block to the templates it is meant for", () => {
    const on = (limits: object): string[] => {
      const { schema } = parseBlock("a.liquid", block({ name: "A", target: "section", ...limits }));
      return ["index", "product", "cart"].filter((name) => isAllowedOn(schema, name));
    };
    expect(on({})).toEqual(["index", "product", "cart"]);
    expect(on({ enabled_on: { templates: ["product"] } })).toEqual(["product"]);
    expect(on({ disabled_on: { templates: ["cart"] } })).toEqual(["index", "product"]);
    expect(on({ disabled_on: { templates: ["*"] } })).toEqual([]);
  });

  it("is refused by name when it is missing, no JSON or incomplete", () => {
    expect(() => parseBlock("a.liquid", "<p>x</p>")).toThrow(/a\.liquid has no schema/);
    expect(() => parseBlock("a.liquid", "{% schema %}{{% endschema %}")).toThrow(/not JSON/);
    expect(() => parseBlock("a.liquid", block({ name: "A", target: "footer" }))).toThrow(/target/);
  });
});
