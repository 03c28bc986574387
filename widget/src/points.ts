// The points of a product follow the variant that is chosen, and those of the cart follow the cart.
// Liquid works all of them out: here a text is chosen, or asked for again. Themes tell of a choice
// in ways of their own, but all of them write the variant into the form that goes to the cart, and
// all of them ask Shopify to change the cart.
const page = document;
const CHOSEN = 'form[action*="/cart/add"] [name=id]:not([type=radio]:not(:checked)):not(:disabled)';
const CART_CHANGED = /\/cart\/(add|change|clear|update)\b/;
const SECTION = "shopify-section-";
const TIMEOUT_MS = 8_000;

type Field = HTMLInputElement | HTMLSelectElement;

const follow = (): void => {
  const chosen = [...page.querySelectorAll<Field>(CHOSEN)].map(({ value }) => ` ${value} `);
  for (const block of page.querySelectorAll("[data-regulars-points]")) {
    const texts = [...block.querySelectorAll<HTMLElement>("[data-variants]")];
    const names = ({ dataset }: HTMLElement, id: string) => dataset["variants"]?.includes(id);
    const text =
      texts.find((one) => chosen.some((id) => names(one, id))) ??
      // Of a product with very many variants only one was worked out.
      (chosen.length > 0 ? texts.find(({ dataset }) => !dataset["variants"]?.trim()) : undefined);
    if (!text) continue;
    for (const one of texts) one.hidden = one !== text;
  }
};

/** The block as Shopify draws it for the cart of now, with the section that it stands in. */
const drawAgain = async (block: HTMLElement): Promise<HTMLElement | null> => {
  const section = block.closest(`[id^=${SECTION}]`)?.id.slice(SECTION.length);
  if (!section) return null;
  const address = new URL(location.href);
  address.searchParams.set("section_id", section);
  // Nothing kept is asked: browsers also let the second question for an address wait for the first.
  const response = await fetch(address, {
    cache: "no-store",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const drawn = new DOMParser().parseFromString(await response.text(), "text/html");
  return drawn.querySelector(`[data-regulars-cart="${block.dataset["regularsCart"]}"]`);
};

let turns = 0;

const followCart = (): void => {
  const turn = ++turns;
  for (const block of page.querySelectorAll<HTMLElement>("[data-regulars-cart]")) {
    const show = (now: HTMLElement | null): void => {
      // The cart has changed once more: the next answer is the one that counts.
      if (turn !== turns) return;
      // A number that may no longer be true is taken away.
      block.hidden = now?.hidden ?? true;
      // What stands in the block changes, and not the block, so that it is read out.
      if (now) block.replaceChildren(...now.childNodes);
    };
    drawAgain(block).then(show, () => show(null));
  }
};

const start = (): void => {
  follow();
  // Some themes write the form's field while they handle the same event.
  page.addEventListener("change", () => setTimeout(follow));
  new MutationObserver(follow).observe(page.body, { subtree: true, attributeFilter: ["value"] });
  new PerformanceObserver((seen) => {
    if (seen.getEntries().some(({ name }) => CART_CHANGED.test(name))) followCart();
  }).observe({ type: "resource" });
};

if (page.readyState === "loading") page.addEventListener("DOMContentLoaded", start);
else start();

// A module to the compiler; the build makes a plain script of it.
export {};
