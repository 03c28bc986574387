// Three projects: pure rules, code on a real PostgreSQL and servers, and stories in a browser.
import { defineConfig } from "vitest/config";

/** By itself Vitest leaves a core free for a person, which on two cores is half of the machine. */
const TEST_WORKERS = 2;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "test/core/**/*.test.ts",
            "test/architecture/**/*.test.ts",
            "test/widget/**/*.test.{ts,tsx}",
            "test/extensions/**/*.test.{ts,tsx}",
            "test/ui/**/*.test.{ts,tsx}",
            "test/config/**/*.test.ts",
            "test/bench/**/*.test.ts",
          ],
          environment: "node",
          // The tester of extensions imports them itself: as sources, like everything else here.
          server: { deps: { inline: [/@shopify\/ui-extensions-tester/] } },
          // Properties hold for thousands of cases, also on a busy machine.
          testTimeout: 20_000,
          maxWorkers: TEST_WORKERS,
        },
      },
      {
        test: {
          name: "integration",
          include: ["test/**/*.test.{ts,tsx}"],
          exclude: [
            "test/core/**",
            "test/architecture/**",
            "test/widget/**",
            "test/extensions/**",
            "test/ui/**",
            "test/config/**",
            "test/bench/**",
            "test/e2e/**",
          ],
          environment: "node",
          globalSetup: ["test/support/global-database.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: TEST_WORKERS,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          environment: "node",
          globalSetup: ["test/e2e/support/global-stack.ts"],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          maxWorkers: TEST_WORKERS,
        },
      },
    ],
  },
});
