/** One Jest for everything; `scripts/test.mjs` starts what the projects need and runs them in order. */
const transform = {
  "^.+\\.[jt]sx?$": [
    "@swc/jest",
    {
      jsc: {
        parser: { syntax: "typescript", tsx: true, decorators: true },
        transform: { react: { runtime: "automatic" } },
        target: "es2021",
      },
    },
  ],
}

const common = {
  transform,
  testEnvironment: "node",
  modulePathIgnorePatterns: ["<rootDir>/.medusa/", "<rootDir>/.data/", "<rootDir>/packages/[^/]+/dist/"],
}

/** What is said to Klarna is compared with its published descriptions, where there are any. */
const talksToKlarna = {
  ...common,
  testEnvironment: "<rootDir>/integration-tests/contract/support/exchange-environment.ts",
}

/** The shop that answers Klarna's callbacks is the plugin, not a test's own. */
const isOurShop = {
  ...talksToKlarna,
  testEnvironmentOptions: { shop: "ours" },
  setupFiles: ["<rootDir>/integration-tests/support/quiet-database.ts"],
}

module.exports = {
  // For what hangs: a machine that runs two suites at once takes its time.
  testTimeout: 240_000,
  projects: [
    { ...common, displayName: "unit", testMatch: ["<rootDir>/src/**/__tests__/**/*.unit.spec.ts"] },
    {
      ...talksToKlarna,
      displayName: "sandbox",
      testMatch: ["<rootDir>/packages/klarna-sandbox/**/__tests__/**/*.spec.ts"],
    },
    {
      ...talksToKlarna,
      displayName: "module",
      testMatch: ["<rootDir>/src/modules/**/__tests__/**/*.spec.ts"],
      testPathIgnorePatterns: ["\\.unit\\.spec\\.ts$"],
    },
    {
      ...talksToKlarna,
      displayName: "contract",
      testMatch: ["<rootDir>/integration-tests/contract/**/*.spec.ts"],
    },
    { ...isOurShop, displayName: "http", testMatch: ["<rootDir>/integration-tests/http/**/*.spec.ts"] },
    {
      ...isOurShop,
      displayName: "faults",
      testMatch: ["<rootDir>/integration-tests/faults/**/*.spec.ts"],
    },
    {
      ...isOurShop,
      displayName: "browser",
      testMatch: ["<rootDir>/integration-tests/browser/**/*.spec.ts"],
    },
  ],
}
