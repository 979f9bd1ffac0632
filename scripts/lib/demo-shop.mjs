import fs from "node:fs"
import path from "node:path"
import { fingerprint } from "./fingerprint.mjs"
import { bin } from "./install.mjs"

const MIGRATE_WITHIN_MS = 5 * 60_000
const SEED_WITHIN_MS = 3 * 60_000
const medusa = bin("medusa")

/**
 * Brings the database to what the code expects, doing only what has changed since the last time.
 * @returns {Promise<{ publishable_key: string, kiosk_publishable_key: string }>} of the storefront and of its kiosk
 */
export async function prepareDemoShop({ database, dataDir, processes, progress, env, storefrontUrl }) {
  const migrated = fingerprint(["package-lock.json", "src/links", ...migrationFolders()])
  const sources = ["demo/seed", "medusa-config.js", "src/providers", "src/config"]
  const seeded = fingerprint(sources, [migrated, storefrontUrl])
  let note = await database.readNote()
  // What an older version filled may lack what today's options name: they name nothing until it is filled again.
  const preparing = { ...env, DEMO_SEEDING: "1" }

  if (note.migrated !== migrated) {
    await progress.step("Preparing the database", () =>
      processes.run("migrate", medusa, ["db:migrate"], { env: preparing, deadlineMs: MIGRATE_WITHIN_MS })
    )
    note = { ...note, migrated }
    await database.writeNote(note)
  }
  if (note.seeded !== seeded) {
    const shopFile = path.join(dataDir, "demo-shop.json")
    await progress.step("Filling the demo shop", () =>
      processes.run("seed", medusa, ["exec", "./demo/seed/run.ts", shopFile], {
        env: preparing,
        deadlineMs: SEED_WITHIN_MS,
      })
    )
    const { publishable_key, kiosk } = JSON.parse(fs.readFileSync(shopFile, "utf8"))
    note = { ...note, seeded, publishable_key, kiosk_publishable_key: kiosk.publishable_key }
    await database.writeNote(note)
  }
  const { publishable_key, kiosk_publishable_key } = note
  return { publishable_key, kiosk_publishable_key }
}

function migrationFolders() {
  if (!fs.existsSync("src/modules")) return []
  return fs.readdirSync("src/modules").map((module) => `src/modules/${module}/migrations`)
}
