// The tags that Shopify adds to Liquid: styles, documentation blocks and forms.
import { Tag } from "liquidjs";
import type { Context, Emitter, Liquid, TagToken, Template, TopLevelToken } from "liquidjs";

const FORM_ADDRESSES: Readonly<Record<string, string>> = {
  cart: "/cart",
  product: "/cart/add",
  customer_login: "/account/login",
  create_customer: "/account/register",
  localization: "/localization",
};

export function registerTags(engine: Liquid): void {
  engine.registerTag(
    "style",
    wrappingTag("endstyle", () => ["<style data-shopify>", "</style>"]),
  );
  engine.registerTag("form", wrappingTag("endform", openForm));
  engine.registerTag("doc", SilentTag);
}

type Wrapping = (parameters: string) => readonly [string, string];

/** Renders what it encloses between an opening and a closing piece of markup. */
function wrappingTag(end: string, wrap: Wrapping): new (...parameters: TagParts) => Tag {
  return class extends Tag {
    readonly #templates: Template[] = [];
    readonly #wrapping: readonly [string, string];

    constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
      super(token, remaining, liquid);
      this.#wrapping = wrap(token.args);
      const stream = liquid.parser
        .parseStream(remaining)
        .on(`tag:${end}`, () => stream.stop())
        .on("template", (template: Template) => this.#templates.push(template))
        .on("end", () => {
          throw new Error(`The tag ${token.getText()} is not closed.`);
        });
      stream.start();
    }

    override *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
      emitter.write(this.#wrapping[0]);
      yield this.liquid.renderer.renderTemplates(this.#templates, context, emitter);
      emitter.write(this.#wrapping[1]);
    }
  };
}

type TagParts = [token: TagToken, remaining: TopLevelToken[], liquid: Liquid];

class SilentTag extends Tag {
  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
    super(token, remaining, liquid);
    while (remaining.length > 0) {
      const next = remaining.shift();
      if (next && "name" in next && next.name === "enddoc") return;
    }
    throw new Error("The tag doc is not closed.");
  }

  override render(): string {
    return "";
  }
}

function openForm(parameters: string): readonly [string, string] {
  const kind = /^\s*['"]([a-z_]+)['"]/.exec(parameters)?.[1] ?? "";
  const address = FORM_ADDRESSES[kind];
  if (address === undefined) throw new Error(`The form "${kind}" is not part of this storefront.`);
  const hidden = `<input type="hidden" name="form_type" value="${kind}">`;
  return [`<form method="post" action="${address}" accept-charset="UTF-8">${hidden}`, "</form>"];
}
