import fs from "node:fs"
import path from "node:path"

/**
 * Keeps Medusa from reporting and from writing to the person's own configuration. Its switch alone is not
 * enough: a Medusa that ends would still leave a reporting process behind.
 *
 * @returns {Record<string, string>} environment for programs that load Medusa
 */
export function withoutTelemetry(dataDir) {
  const configHome = path.join(dataDir, "config")
  fs.mkdirSync(path.join(configHome, "medusa"), { recursive: true })
  fs.writeFileSync(
    path.join(configHome, "medusa/config.json"),
    JSON.stringify({ telemetry: { enabled: false } })
  )
  return { MEDUSA_DISABLE_TELEMETRY: "true", XDG_CONFIG_HOME: configHome }
}
