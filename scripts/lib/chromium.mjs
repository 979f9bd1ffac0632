import { execFileSync } from "node:child_process"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { bin } from "./install.mjs"

const INSTALL_WITHIN_MS = 10 * 60_000
const commands = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
const macApplications = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
]

export const chromiumAdvice =
  "Chromium was not found: install it from your system's packages, or run `npx playwright-core install chromium`, or set CHROMIUM_PATH."

/** @returns {string | undefined} a Chromium to drive */
export function findChromium() {
  const candidates = [process.env.CHROMIUM_PATH, ...onPath(), ...macApplications, ...downloadedByPlaywright()]
  return candidates.find((file) => file && fs.existsSync(file))
}

/** Installs one where we may; the caller looks again and tells the person when there is still none. */
export async function installChromium({ processes }) {
  if (process.platform === "linux" && process.getuid() === 0 && has("apt-get")) {
    const script = "apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y chromium"
    await processes.run("chromium", "sh", ["-c", script], { deadlineMs: INSTALL_WITHIN_MS }).catch(() => {})
    if (findChromium()) return
  }
  const args = ["install", "chromium"]
  await processes
    .run("chromium", bin("playwright-core"), args, { deadlineMs: INSTALL_WITHIN_MS })
    .catch(() => {})
}

const onPath = () =>
  commands.flatMap((command) =>
    (process.env.PATH ?? "").split(path.delimiter).map((folder) => path.join(folder, command))
  )

const has = (command) => {
  try {
    execFileSync("sh", ["-c", `command -v ${command}`], { stdio: "ignore" })
    return true
  } catch {
    return false
  }
}

function downloadedByPlaywright() {
  const cache =
    process.env.PLAYWRIGHT_BROWSERS_PATH ??
    path.join(os.homedir(), process.platform === "darwin" ? "Library/Caches" : ".cache", "ms-playwright")
  if (!fs.existsSync(cache)) return []
  const programs = [
    "chrome-linux/chrome",
    "chrome-linux64/chrome",
    "chrome-mac/Chromium.app/Contents/MacOS/Chromium",
  ]
  const versions = fs.readdirSync(cache).filter((name) => name.startsWith("chromium-"))
  return versions
    .sort()
    .reverse()
    .flatMap((version) => programs.map((program) => path.join(cache, version, program)))
}
