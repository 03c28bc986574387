// The filters and tags that Shopify adds to Liquid.
import { describe, expect, it } from "vitest";
import { createRenderer } from "../../../../simulator/screens/liquid/engine.ts";
import type { RenderFacts } from "../../../../simulator/screens/liquid/engine.ts";

const facts: RenderFacts = {
  texts: {
    locale: "de",
    own: { points: { one: "{{ count }} Punkt", other: "{{ count }} Punkte" } },
    fallback: { hello: "Hello {{ name }}", points: { other: "{{ count }} points" } },
  },
  money: { locale: "de", currency: "EUR" },
  now: new Date("2026-03-01T12:00:00Z"),
  timeZone: "Asia/Tokyo",
  assetAddress: (name) => `/assets/${name}?v=1`,
  assetText: (name) => `/* ${name} */`,
};

function render(template: string, globals: object = {}, scope: object = {}): string {
  const snippets = { card: "[{{ customer.name }}|{{ label }}|{{ block.id }}]" };
  return createRenderer(snippets).render(template, scope, globals, facts);
}

/** Currencies are set off by spaces that do not break. */
function plainSpaces(text: string): string {
  return text.replace(/\s/g, " ");
}

describe("Liquid filters", () => {
  it("mean the store's own clock by now, and tell dates in its time zone", () => {
    expect(render("{{ 'now' | date: '%s' }}, {{ 0 | date: '%s' }}")).toBe("1772366400, 0");
    expect(render("{{ 'now' | date: '%H:%M %z' }}")).toBe("21:00 +0900");
  });

  it("translate by key, with values and plural forms, else in the default language", () => {
    expect(render("{{ 'points' | t: count: 1 }}, {{ 'points' | t: count: 2 }}")).toBe(
      "1 Punkt, 2 Punkte",
    );
    expect(render("{{ 'hello' | t: name: who }}", { who: "Ana" })).toBe("Hello Ana");
    expect(render("{{ 'missing.key' | t }}")).toBe("Translation missing: de.missing.key");
  });

  it("write money in the page's language from minor units", () => {
    expect(plainSpaces(render("{{ 123456 | money }}"))).toBe("1.234,56 €");
    expect(plainSpaces(render("{{ 4000 | money_with_currency }}"))).toBe("40,00 € EUR");
    expect(plainSpaces(render("{{ 4000 | money_without_trailing_zeros }}"))).toBe("40 €");
    expect(render("{{ 4050 | money_without_currency }}")).toBe("40,50");
  });

  it("write JSON that can stand inside a script", () => {
    expect(render("{{ text | json }}", { text: "</script>&" })).toBe(
      '"\\u003c/script\\u003e\\u0026"',
    );
    expect(render("{{ nothing | json }}")).toBe("null");
  });

  it("address assets and write their tags", () => {
    expect(render("{{ 'a.js' | asset_url | script_tag }}")).toBe(
      '<script src="/assets/a.js?v=1"></script>',
    );
    expect(render("{{ 'a.css' | asset_url | stylesheet_tag }}")).toContain(
      'href="/assets/a.css?v=1" rel="stylesheet"',
    );
    expect(render("{{ 'a.css' | inline_asset_content }}")).toBe("/* a.css */");
  });

  it("address pictures in the wanted size, of a product by its own picture", () => {
    const globals = { product: { featured_image: { src: "/p.svg" } } };
    expect(render("{{ product | image_url: width: 300 }}", globals)).toBe("/p.svg?width=300");
  });

  it("make handles", () => {
    expect(render("{{ 'Crème Brûlée & Co' | handleize }}")).toBe("creme-brulee-co");
  });

  it("refuse a filter that Shopify does not know, so that a slip shows", () => {
    expect(() => render("{{ 1 | no_such_filter }}")).toThrow(/no_such_filter/);
  });
});

describe("Liquid tags", () => {
  it("render snippets with the global objects but without what only the block sees", () => {
    const globals = { customer: { name: "Ana" } };
    expect(render("{% render 'card', label: 'x' %}", globals, { block: { id: 7 } })).toBe(
      "[Ana|x|]",
    );
  });

  it("write styles with values in them", () => {
    expect(render("{% style %}.a{color:{{ c }}}{% endstyle %}", {}, { c: "red" })).toBe(
      "<style data-shopify>.a{color:red}</style>",
    );
  });

  it("leave documentation out", () => {
    expect(render("a{% doc %} @param {string} {{ x }} {% enddoc %}b")).toBe("ab");
  });

  it("open forms that lead to the storefront", () => {
    expect(render("{% form 'cart' %}x{% endform %}")).toContain('action="/cart"');
    expect(() => render("{% form 'new_comment' %}x{% endform %}")).toThrow(/new_comment/);
  });
});
