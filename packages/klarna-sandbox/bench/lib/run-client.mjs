import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { spawnNode } from "./sandbox-process.mjs"

const program = fileURLToPath(new URL("./client-process.mjs", import.meta.url))

/** Lets a client in another process, on core 1, buy from the sandbox for some `seconds` or so many `orders`. */
export async function runClient({ url, authorization }, task) {
  const child = spawnNode([program], { core: 1, stdio: ["ignore", "inherit", "inherit", "ipc"] })
  const exited = once(child, "exit").then(() => [{ error: "the client ended" }])
  child.send({ url, authorization, connections: 8, ...task })
  const [{ result, error }] = await Promise.race([once(child, "message"), exited])
  child.kill()
  if (error) throw new Error(error)
  return result
}
