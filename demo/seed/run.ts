import fs from "node:fs"
import type { ExecArgs } from "@medusajs/framework/types"
import { ensureAdminUser } from "./ensure-admin-user"
import { seedDemoShop } from "./seed-demo-shop"

/** `medusa exec ./demo/seed/run.ts FILE`: seeds the shop and writes what it consists of to FILE, as JSON. */
export default async function run({ container, args: [file] }: ExecArgs): Promise<void> {
  const {
    STOREFRONT_URL: storefrontUrl,
    DEMO_ADMIN_EMAIL: email,
    DEMO_ADMIN_PASSWORD: password,
  } = process.env
  const shop = await seedDemoShop(container, { storefrontUrl })
  if (email && password) await ensureAdminUser(container, { email, password })
  if (file) fs.writeFileSync(file, JSON.stringify(shop, null, 2))
}
