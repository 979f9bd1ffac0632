import { setTimeout as wait } from "node:timers/promises"
import { Failure } from "./failure.mjs"
import { crashOf } from "./processes.mjs"
import { shown } from "./paths.mjs"

/**
 * Waits until a program answers with success.
 * @throws {Failure} when it ends, or has not answered in time
 */
export async function untilAnswers(program, url, deadlineMs) {
  const deadline = Date.now() + deadlineMs
  const poll = async () => {
    while (Date.now() < deadline) {
      if (await answers(url)) return
      await wait(200)
    }
    throw new Failure(
      `${program.name} did not answer at ${url} within ${deadlineMs / 1000} s. See ${shown(program.logFile)}.`
    )
  }
  await Promise.race([poll(), crashOf(program)])
}

async function answers(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) })
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}
