import medusa from "@medusajs/eslint-plugin"
import tseslint from "typescript-eslint"

export default tseslint.config(
  { ignores: ["**/node_modules/", "**/dist/", ".medusa/", ".data/", "**/*.cjs"] },
  ...tseslint.configs.recommended,
  ...(medusa.default ?? medusa).configs.recommended,
  {
    languageOptions: { ecmaVersion: 2022 },
    rules: {
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", caughtErrors: "none" },
      ],
      "no-console": "error",
      "no-restricted-syntax": [
        "error",
        {
          selector: "MemberExpression[object.name='Math'][property.name='random']",
          message: "Ids and secrets come from node:crypto.",
        },
      ],
    },
  },
  {
    // The one source of time is config.clock.
    files: [
      "src/modules/**/*.ts",
      "src/workflows/**/*.ts",
      "src/jobs/**/*.ts",
      "src/subscribers/**/*.ts",
      "src/providers/**/*.ts",
    ],
    ignores: ["src/modules/klarna/clock.ts"],
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "Date", property: "now", message: "Use config.clock." },
      ],
    },
  },
  {
    files: ["**/*.js", "**/*.mjs"],
    rules: { "@typescript-eslint/no-require-imports": "off", "no-undef": "off" },
  },
  {
    // People run these: printing is what they are for.
    files: ["scripts/**", "bench/**", "demo/**", "packages/klarna-sandbox/src/cli.ts"],
    rules: { "no-console": "off" },
  },
  {
    // Medusa's own errors are for code that answers Medusa's requests.
    files: ["scripts/**", "bench/**", "demo/**", "packages/**", "src/config/**", "integration-tests/**"],
    rules: { "@medusajs/use-medusa-error-not-generic-error": "off" },
  },
  {
    // A browser has no framework to import types from.
    files: ["packages/storefront/**"],
    rules: { "@medusajs/import-from-framework-not-internal": "off" },
  }
)
