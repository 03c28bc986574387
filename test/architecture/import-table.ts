// Who may import whom, written as CONTRIBUTING.md says it and apart from the linter's own
// configuration, so that a mistake in one does not hide in the other.

export interface Room {
  /** A file of the room, on which the linter is tried. */
  readonly file: string;
  /** The rooms that it may import. */
  readonly mayImport: readonly string[];
  /** Packages and Node modules that it must not import, out of `packages`. */
  readonly mayNotUse: readonly string[];
}

export const packages = [
  "zod",
  "preact",
  "react",
  "pg",
  "@prisma/client",
  "@remix-run/node",
  "@shopify/polaris",
  "@shopify/shopify-api",
  "@shopify/shopify-app-remix/server",
  "nodemailer",
  "node:fs",
] as const;

const database = ["pg", "@prisma/client"];
const webFrameworks = [
  "react",
  "@remix-run/node",
  "@shopify/polaris",
  "@shopify/shopify-app-remix/server",
];
const allBut = (...allowed: string[]) => packages.filter((name) => !allowed.includes(name));

const wired = [
  "config",
  "log",
  "shopify-server",
  "core",
  "db",
  "usecases",
  "queries",
  "inbox",
  "outbox",
  "adapters/shopify",
  "adapters/email",
  "adapters/links",
  "adapters/qr",
  "jobs",
  "ui",
  "routes",
  "server",
  "widget/contract",
];

export const rooms: Readonly<Record<string, Room>> = {
  core: { file: "app/core/points/rule.ts", mayImport: ["core"], mayNotUse: allBut("zod") },
  db: { file: "app/db/rule.ts", mayImport: ["db", "core"], mayNotUse: webFrameworks },
  usecases: {
    file: "app/usecases/rule.ts",
    mayImport: ["usecases", "core", "db"],
    mayNotUse: [...database, ...webFrameworks],
  },
  queries: {
    file: "app/queries/rule.ts",
    mayImport: ["queries", "core", "db"],
    mayNotUse: [...database, ...webFrameworks],
  },
  inbox: {
    file: "app/inbox/rule.ts",
    mayImport: ["inbox", "core", "db", "usecases", "log"],
    mayNotUse: [...database, ...webFrameworks],
  },
  outbox: {
    file: "app/outbox/rule.ts",
    mayImport: [
      "outbox",
      "core",
      "db",
      "usecases",
      "adapters/shopify",
      "adapters/email",
      "adapters/links",
      "adapters/qr",
      "log",
    ],
    mayNotUse: [...database, ...webFrameworks],
  },
  "adapters/shopify": {
    file: "app/adapters/shopify/rule.ts",
    mayImport: ["adapters/shopify", "core", "config", "shopify-server", "log"],
    mayNotUse: database,
  },
  "adapters/email": {
    file: "app/adapters/email/rule.ts",
    mayImport: ["adapters/email", "core", "config", "log"],
    mayNotUse: database,
  },
  "adapters/links": {
    file: "app/adapters/links/rule.ts",
    mayImport: ["adapters/links", "core", "config", "log"],
    mayNotUse: database,
  },
  "adapters/qr": {
    file: "app/adapters/qr/rule.ts",
    mayImport: ["adapters/qr", "core", "config", "log"],
    mayNotUse: database,
  },
  jobs: {
    file: "app/jobs/rule.ts",
    mayImport: ["jobs", "core", "db", "usecases", "inbox", "outbox", "log"],
    mayNotUse: [...database, ...webFrameworks],
  },
  routes: {
    file: "app/routes/app.rule.tsx",
    mayImport: [
      "routes",
      "usecases",
      "queries",
      "inbox",
      "outbox",
      "core",
      "ui",
      "adapters/shopify",
      "adapters/email",
      "adapters/links",
      "adapters/qr",
      "widget/contract",
      "widget/words",
      "extensions' words",
      "shopify-server",
      "config",
      "log",
    ],
    mayNotUse: database,
  },
  ui: { file: "app/ui/rule.tsx", mayImport: ["ui", "core"], mayNotUse: [...database, "node:fs"] },
  config: { file: "app/config.server.ts", mayImport: [], mayNotUse: database },
  log: { file: "app/log.server.ts", mayImport: ["config"], mayNotUse: database },
  "shopify-server": { file: "app/shopify.server.ts", mayImport: wired, mayNotUse: [] },
  server: { file: "app/server.ts", mayImport: wired, mayNotUse: [] },
  worker: { file: "app/worker.ts", mayImport: wired, mayNotUse: [] },
  start: { file: "app/start.ts", mayImport: ["prisma"], mayNotUse: [] },
  "entry.server": { file: "app/entry.server.tsx", mayImport: wired, mayNotUse: [] },
  root: { file: "app/root.tsx", mayImport: wired, mayNotUse: [] },
  "widget/contract": {
    file: "widget/contract/rule.ts",
    mayImport: ["widget/contract"],
    mayNotUse: packages,
  },
  "widget/words": {
    file: "widget/words/rule.ts",
    mayImport: ["widget/words", "widget/contract"],
    mayNotUse: packages,
  },
  "widget/src": {
    file: "widget/src/rule.tsx",
    mayImport: ["widget/src", "widget/words", "widget/contract"],
    mayNotUse: allBut("preact"),
  },
  "widget build": {
    file: "widget/rule.ts",
    mayImport: ["widget/src", "widget/words", "widget/contract"],
    mayNotUse: [],
  },
  extensions: {
    file: "extensions/checkout/src/rule.tsx",
    mayImport: ["extensions", "widget/src", "widget/words", "widget/contract"],
    mayNotUse: [],
  },
  "extensions' words": {
    file: "extensions/checkout/locales/rule.ts",
    mayImport: [],
    mayNotUse: [],
  },
  simulator: {
    file: "simulator/rule.ts",
    mayImport: ["simulator"],
    mayNotUse: ["@shopify/shopify-api", "@shopify/shopify-app-remix/server"],
  },
  demo: {
    file: "simulator/demo/rule.ts",
    mayImport: ["simulator", "prisma"],
    mayNotUse: ["@shopify/shopify-api", "@shopify/shopify-app-remix/server"],
  },
  prisma: {
    file: "prisma/rule.ts",
    mayImport: ["prisma", "db", "core", "config"],
    mayNotUse: [],
  },
};

/** What can be imported: a target in every room, and the rooms that are single files. */
export const targets: Readonly<Record<string, string>> = {
  core: "app/core/money/target.ts",
  db: "app/db/target.ts",
  usecases: "app/usecases/target.ts",
  queries: "app/queries/target.ts",
  inbox: "app/inbox/target.ts",
  outbox: "app/outbox/target.ts",
  "adapters/shopify": "app/adapters/shopify/target.ts",
  "adapters/email": "app/adapters/email/target.ts",
  "adapters/links": "app/adapters/links/target.ts",
  "adapters/qr": "app/adapters/qr/target.ts",
  jobs: "app/jobs/target.ts",
  routes: "app/routes/target.ts",
  ui: "app/ui/target.ts",
  config: "app/config.server.ts",
  log: "app/log.server.ts",
  "shopify-server": "app/shopify.server.ts",
  server: "app/server.ts",
  "widget/contract": "widget/contract/target.ts",
  "widget/words": "widget/words/target.ts",
  "widget/src": "widget/src/target.ts",
  extensions: "extensions/checkout/src/target.ts",
  "extensions' words": "extensions/checkout/locales/target.ts",
  simulator: "simulator/target.ts",
  prisma: "prisma/target.ts",
  test: "test/support/target.ts",
};
