const { defineConfig } = require("@medusajs/framework/utils")

const storefrontUrl = process.env.STOREFRONT_URL ?? "http://localhost:8000"
const medusaUrl = process.env.MEDUSA_BACKEND_URL ?? "http://localhost:9000"

/** The demo shop: this repository run as a Medusa application. */
module.exports = defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    databaseDriverOptions: { connection: { ssl: false } },
    http: {
      storeCors: process.env.STORE_CORS ?? storefrontUrl,
      adminCors: process.env.ADMIN_CORS ?? medusaUrl,
      authCors: process.env.AUTH_CORS ?? [storefrontUrl, medusaUrl].join(","),
      jwtSecret: process.env.JWT_SECRET ?? "demo",
      cookieSecret: process.env.COOKIE_SECRET ?? "demo",
    },
  },
  admin: { backendUrl: medusaUrl, storefrontUrl },
})
