const { defineConfig } = require("@medusajs/framework/utils")
const { withKlarna } = require("./src/config")

const storefrontUrl = process.env.STOREFRONT_URL ?? "http://localhost:8000"
const medusaUrl = process.env.MEDUSA_BACKEND_URL ?? "http://localhost:9000"
const sandboxUrl = process.env.SANDBOX_URL ?? "http://localhost:4600"

/** On the shop's own page in two markets, on Klarna's elsewhere; tests and measurements ask for other ways, as JSON. */
const klarnaPayments = process.env.DEMO_KLARNA_PAYMENTS
  ? JSON.parse(process.env.DEMO_KLARNA_PAYMENTS)
  : {
      rules: [
        // Goods are handed over in the store: they are captured when they are paid.
        { channel: "in_store", presentation: "hosted_page", placeOrderMode: "CAPTURE_ORDER" },
        { country: "DE", presentation: "widget" },
        { country: "GB", presentation: "widget" },
      ],
    }

/** What happens without a button, as in `policies`; tried out as JSON, e.g. {"capture":"on_shipment"}. */
const policies = process.env.DEMO_POLICIES ? JSON.parse(process.env.DEMO_POLICIES) : undefined

/** The sandbox's only merchant, whoever is asked for. */
const atSandbox = {
  environment: "playground",
  username: "sandbox",
  apiKey: "sandbox-secret",
  baseUrl: sandboxUrl,
  distributionModule: { profileId: "shop", viewId: "seller" },
  rateLimits: { hppCreate: 100, sessionCreate: 100, other: 500 },
}

/** The demo shop: this repository run as a Medusa application, with the sandbox as its Klarna. */
module.exports = withKlarna(
  defineConfig({
    projectConfig: {
      databaseUrl: process.env.DATABASE_URL,
      http: {
        storeCors: process.env.STORE_CORS ?? storefrontUrl,
        adminCors: process.env.ADMIN_CORS ?? medusaUrl,
        authCors: process.env.AUTH_CORS ?? [storefrontUrl, medusaUrl].join(","),
        jwtSecret: process.env.JWT_SECRET ?? "demo",
        cookieSecret: process.env.COOKIE_SECRET ?? "demo",
      },
    },
    admin: { backendUrl: medusaUrl, storefrontUrl },
    modules: [
      {
        resolve: "@medusajs/medusa/notification",
        options: {
          // Writes to Medusa's log what another provider would send.
          providers: [
            {
              resolve: "@medusajs/medusa/notification-local",
              id: "local",
              options: { name: "Local", channels: ["feed", "email"] },
            },
          ],
        },
      },
    ],
  }),
  {
    // As shops have them today: Kustom runs Klarna Checkout, and Klarna, which extends authorizations, the rest.
    accounts: [
      { ...atSandbox, id: "demo", provider: "kustom", serves: ["klarna-checkout"] },
      { ...atSandbox, id: "demo-payments", provider: "klarna", serves: ["klarna-payments"] },
    ],
    klarnaPayments,
    customerTokens: { timeZone: "Europe/Stockholm" },
    callbackUrl: medusaUrl,
    ...(policies && { policies }),
    storefront: {
      success: `${storefrontUrl}/order/{order_id}/confirmed?session={payment_session_id}`,
      pending: `${storefrontUrl}/checkout/pending?session={payment_session_id}`,
      back: `${storefrontUrl}/checkout?klarna=back`,
      cancel: `${storefrontUrl}/checkout?klarna=cancelled`,
      failure: `${storefrontUrl}/checkout?klarna=declined`,
      error: `${storefrontUrl}/checkout?klarna=error`,
      paymentCollection: `${storefrontUrl}/payment-collection/{payment_collection_id}`,
      terms: `${storefrontUrl}/terms`,
      checkout: `${storefrontUrl}/checkout`,
    },
    // While it is migrated and seeded, a shop that was made by an older version may lack them.
    salesChannels: process.env.DEMO_SEEDING
      ? []
      : [
          { salesChannel: "Kiosk", channel: "in_store" },
          { salesChannel: "Telephone", linkOrders: "at_once" },
        ],
    clockUrl: `${sandboxUrl}/_sandbox/clock`,
    allowRunningJobs: true,
  },
  { from: "./src" }
)
