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

module.exports = {
  testTimeout: 60_000,
  projects: [
    { ...common, displayName: "unit", testMatch: ["<rootDir>/src/**/__tests__/**/*.unit.spec.ts"] },
    {
      ...common,
      displayName: "sandbox",
      testMatch: ["<rootDir>/packages/klarna-sandbox/**/__tests__/**/*.spec.ts"],
    },
    {
      ...common,
      displayName: "module",
      testMatch: ["<rootDir>/src/modules/**/__tests__/**/*.spec.ts"],
      testPathIgnorePatterns: ["\\.unit\\.spec\\.ts$"],
    },
    { ...common, displayName: "contract", testMatch: ["<rootDir>/integration-tests/contract/**/*.spec.ts"] },
    { ...common, displayName: "http", testMatch: ["<rootDir>/integration-tests/http/**/*.spec.ts"] },
    { ...common, displayName: "faults", testMatch: ["<rootDir>/integration-tests/faults/**/*.spec.ts"] },
    { ...common, displayName: "browser", testMatch: ["<rootDir>/integration-tests/browser/**/*.spec.ts"] },
  ],
}
