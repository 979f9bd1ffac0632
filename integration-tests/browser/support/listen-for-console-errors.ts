import type { Page } from "playwright-core"

/** A refused request is written there by the browser itself, and is often what a test wants to see. */
const REQUEST_REFUSED = /^Failed to load resource/

/** @returns what scripts write to the console as an error, as it comes */
export function listenForConsoleErrors(page: Page): string[] {
  const errors: string[] = []
  page.on("console", (message) => {
    if (message.type() === "error" && !REQUEST_REFUSED.test(message.text())) errors.push(message.text())
  })
  return errors
}
