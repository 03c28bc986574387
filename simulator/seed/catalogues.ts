// What the two demonstration shops sell, and who buys there.

import type { CustomerInput } from "../actions/customers.ts";
import type { ProductInput } from "../actions/products.ts";
import type { ShopInput } from "../state.ts";

type Size = [title: string, priceMinor: number, grams: number];

const bags = (small: number, large: number): Size[] => [
  ["250 g", small, 250],
  ["1 kg", large, 1000],
];

function product(
  title: string,
  description: string,
  productType: string,
  collection: string,
  sizes: Size[],
): ProductInput {
  const initials = title
    .replace(/[^A-Za-z ]/g, "")
    .toUpperCase()
    .split(" ");
  const sku = initials.map((word) => word.slice(0, 3)).join("-");
  return {
    title,
    description,
    productType,
    collections: [collection],
    tags: [productType.toLowerCase(), ...(/decaf/i.test(title) ? ["decaf"] : [])],
    giftCard: productType === "Gift card",
    variants: sizes.map(([size, priceMinor, grams], index) => ({
      title: size,
      sku: `${sku}-${index + 1}`,
      priceMinor,
      grams,
    })),
  };
}

export const harbourCoffee = {
  shop: {
    handle: "harbour-coffee",
    name: "Harbour Coffee",
    email: "robin.keeper@example.com",
    contactEmail: "hello@harbour-coffee.example",
    currency: "EUR",
    timeZone: "Europe/Berlin",
    country: "Germany",
    countryCode: "DE",
    taxesIncluded: true,
    taxRate: "0.07",
    taxTitle: "MwSt",
    shippingMinor: 490,
    // Only such stores have extensions in the checkout; the other demonstration store has none.
    plan: "plus",
  } satisfies ShopInput,
  products: [
    product(
      "Lighthouse Espresso",
      "Dark chocolate and roasted hazelnut.",
      "Coffee",
      "coffee",
      bags(1190, 3990),
    ),
    product(
      "Pier 9 Filter",
      "Washed Ethiopian, bergamot and peach.",
      "Coffee",
      "coffee",
      bags(1390, 4690),
    ),
    product(
      "Night Ferry Decaf",
      "Water-process decaf, caramel and fig.",
      "Coffee",
      "coffee",
      bags(1290, 4390),
    ),
    product(
      "Salt Wind Blend",
      "The everyday blend, round and sweet.",
      "Coffee",
      "coffee",
      bags(990, 3490),
    ),
    product("Captain's Reserve", "A small lot from Huila, changing monthly.", "Coffee", "coffee", [
      ["250 g", 1890, 250],
    ]),
    product("Pour-over Dripper", "Glazed stoneware for one or two cups.", "Brewing", "brewing", [
      ["Default Title", 2900, 480],
    ]),
    product(
      "Hand Grinder",
      "Steel burrs, forty clicks from fine to coarse.",
      "Brewing",
      "brewing",
      [["Default Title", 8900, 690]],
    ),
    product("Paper Filters", "A hundred unbleached filters.", "Brewing", "brewing", [
      ["100 pieces", 650, 120],
    ]),
    product("Enamel Mug", "Navy blue with a white rim.", "Cups", "brewing", [
      ["Default Title", 1600, 210],
    ]),
    product("Tasting Box", "Four coffees of 60 g each.", "Coffee", "gifts", [
      ["Default Title", 2400, 340],
    ]),
    product("Gift Card", "Sent by e-mail, good for three years.", "Gift card", "gifts", [
      ["25", 2500, 0],
      ["50", 5000, 0],
    ]),
  ],
};

export const northwindTea = {
  shop: {
    handle: "northwind-tea",
    name: "Northwind Tea",
    email: "robin.keeper@example.com",
    contactEmail: "hello@northwind-tea.example",
    currency: "USD",
    timeZone: "America/New_York",
    country: "United States",
    countryCode: "US",
    taxesIncluded: false,
    taxRate: "0.055",
    taxTitle: "Maine Sales Tax",
    shippingMinor: 700,
  } satisfies ShopInput,
  products: [
    product("Fireside Black", "Malty Assam with a smoky edge.", "Tea", "tea", [
      ["100 g", 1450, 100],
    ]),
    product("Granite Green", "Pan-fired, chestnut and cut grass.", "Tea", "tea", [
      ["100 g", 1650, 100],
    ]),
    product("Moss and Mint", "Peppermint, nettle and lemon verbena.", "Tea", "tea", [
      ["80 g", 1200, 80],
    ]),
    product("Cast-iron Teapot", "Holds six cups and keeps them warm.", "Teaware", "teaware", [
      ["Default Title", 6400, 1900],
    ]),
  ],
};

const names: [first: string, last: string, locale: string][] = [
  ["Mara", "Lindqvist", "en"],
  ["Jonas", "Petersen", "de"],
  ["Aylin", "Demir", "tr"],
  ["Hugo", "Lefèvre", "fr"],
  ["Carmen", "Ibáñez", "es"],
  ["Greta", "Vogel", "de"],
  ["Tom", "Ashworth", "en"],
  ["Nele", "Brandt", "de"],
  ["Selin", "Kaya", "tr"],
  ["Paul", "Reuter", "de"],
  ["Chloé", "Marchand", "fr"],
  ["Owen", "Pryce", "en"],
  ["Lucía", "Ferrer", "es"],
  ["Anton", "Weiss", "de"],
  ["Ida", "Holm", "en"],
  ["Emre", "Yıldız", "tr"],
  ["Frieda", "Kessler", "de"],
  ["Noah", "Whitfield", "en"],
  ["Inès", "Roux", "fr"],
  ["Matteo", "Serra", "es"],
  ["Lotte", "Janssen", "de"],
  ["Ruth", "Calloway", "en"],
  ["Kai", "Nordmann", "de"],
  ["Elif", "Aydın", "tr"],
  ["Bruno", "Castel", "fr"],
];

export const shoppers: CustomerInput[] = names.map(([firstName, lastName, locale], index) => ({
  firstName,
  lastName,
  locale,
  tags: index % 6 === 0 ? ["barista"] : [],
  email: `${plain(firstName)}.${plain(lastName)}@example.com`,
  marketingState: index % 3 === 0 ? "NOT_SUBSCRIBED" : "SUBSCRIBED",
}));

function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll("ı", "i")
    .normalize("NFD")
    .replace(/[^a-z]/g, "");
}
