// The markup templates that every page is made of.
import { describe, expect, it } from "vitest";
import { html, jsonIsland, trusted } from "../../../simulator/screens/html.ts";

describe("markup templates", () => {
  it("escape every inserted text", () => {
    const name = `<img src=x onerror="alert('1')"> & Co`;
    expect(html`<p title="${name}">${name}</p>`.markup).toBe(
      '<p title="&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; Co">' +
        "&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; Co</p>",
    );
  });

  it("keep markup that is markup already, also in lists", () => {
    const items = ["a", "<b>"].map((text) => html`<li>${text}</li>`);
    expect(html`${items}`.markup).toBe("<li>a</li><li>&lt;b&gt;</li>");
    expect(html`${trusted("<hr>")}`.markup).toBe("<hr>");
  });

  it("write nothing for what is absent, but write zero", () => {
    expect(html`[${null}${undefined}${false}${0}]`.markup).toBe("[0]");
  });

  it("put data into a page without letting it close its element", () => {
    const markup = jsonIsland("facts", { name: "</script><script>alert(1)</script>" }).markup;
    expect(markup.match(/<\/script>/g)).toHaveLength(1);
    expect(markup).toContain("\\u003c/script>");
  });
});
