/**
 * The direction of imports. Inner rooms know nothing of outer ones:
 * config | domain <- klarna, medusa <- modules, providers <- workflows <- api, subscribers, jobs; admin talks over HTTP.
 * `medusa` reads carts and orders into `domain`'s terms, and says Klarna's failures in Medusa's, for providers and
 * workflows alike.
 */
const inside = (...rooms) => `^src/(${rooms.join("|")})/`

const mayOnlyReach = (room, ...others) => ({
  name: `${room}-reaches-inwards`,
  severity: "error",
  from: { path: inside(room) },
  to: { path: "^src/", pathNot: inside(room, ...others) },
})

module.exports = {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    mayOnlyReach("config"),
    mayOnlyReach("domain"),
    mayOnlyReach("klarna", "domain", "config"),
    mayOnlyReach("medusa", "domain", "klarna"),
    mayOnlyReach("modules", "domain", "klarna", "config"),
    {
      ...mayOnlyReach("providers", "domain", "klarna", "medusa", "config"),
      comment: "providers resolve the ledger from the container; only its types may be imported",
      to: {
        path: "^src/",
        pathNot: inside("providers", "domain", "klarna", "medusa", "config"),
        dependencyTypesNot: ["type-only"],
      },
    },
    mayOnlyReach("links", "modules"),
    mayOnlyReach("workflows", "domain", "klarna", "medusa", "config", "modules"),
    mayOnlyReach("subscribers", "domain", "config", "modules", "workflows"),
    mayOnlyReach("jobs", "domain", "config", "modules", "workflows"),
    mayOnlyReach("api", "domain", "config", "modules", "workflows"),
    mayOnlyReach("admin"),
    {
      name: "domain-is-pure",
      comment: "domain runs without Medusa, HTTP or a clock; types may be imported",
      severity: "error",
      from: { path: "^src/domain/", pathNot: "__tests__" },
      to: { path: "node_modules", dependencyTypesNot: ["type-only"], pathNot: "node_modules/uuid" },
    },
    {
      name: "klarna-knows-no-medusa",
      severity: "error",
      from: { path: "^src/klarna/" },
      to: {
        path: "@medusajs",
        pathNot: "@medusajs/(framework|deps)/.*zod",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "sandbox-stands-alone",
      severity: "error",
      from: { path: "^packages/klarna-sandbox/" },
      to: { path: "^(src|packages/storefront)/" },
    },
    {
      name: "plugin-knows-no-stand-in",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^(packages|integration-tests|demo|bench|scripts)/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|\\.medusa|\\.data)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default"],
    },
  },
}
