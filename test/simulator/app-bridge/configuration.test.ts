// Where App Bridge finds the app's key, shop and language.
import { describe, expect, it } from "vitest";
import { readConfiguration } from "../../../simulator/app-bridge/configuration.ts";

const nothing = { scriptKey: null, metaKey: null, search: "", remembered: null };

describe("the configuration of App Bridge", () => {
  it("takes the key from the script and the rest from the page's address", () => {
    const search = "?shop=beans.myshopify.com&host=abc&locale=de";
    expect(readConfiguration({ ...nothing, scriptKey: "k", search })).toEqual({
      apiKey: "k",
      shop: "beans.myshopify.com",
      host: "abc",
      locale: "de",
    });
  });

  it("remembers them for pages that are opened without", () => {
    const remembered = JSON.stringify({ shop: "s", host: "h", locale: "fr", apiKey: 7 });
    expect(readConfiguration({ ...nothing, metaKey: "m", remembered })).toEqual({
      apiKey: "m",
      shop: "s",
      host: "h",
      locale: "fr",
    });
  });

  it("does without what another page left behind", () => {
    const read = (remembered: string) =>
      readConfiguration({ ...nothing, metaKey: "m", remembered });
    expect(read("{ broken").locale).toBe("en-US");
    expect(read("null").shop).toBe("");
  });

  it("says how to give the key when there is none", () => {
    expect(() => readConfiguration(nothing)).toThrow(/data-api-key/);
  });
});
