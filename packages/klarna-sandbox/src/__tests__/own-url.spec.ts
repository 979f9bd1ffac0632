import { ownUrl } from "../http/own-url"
import { startSandbox } from "../start-sandbox"
import { createClient } from "./support/client"
import { createOrder, createSession, order } from "./support/orders"

describe("the address in the sandbox's links", () => {
  it.each([
    ["127.0.0.1", "http://127.0.0.1:4600"],
    ["klarna.localhost", "http://klarna.localhost:4600"],
    ["::1", "http://[::1]:4600"],
    ["fd00::5", "http://[fd00::5]:4600"],
    ["0.0.0.0", "http://127.0.0.1:4600"],
    ["::", "http://[::1]:4600"],
  ])("for %s is %s", (host, url) => {
    expect(ownUrl(host, 4600)).toBe(url)
    expect(URL.canParse(url)).toBe(true)
  })

  it("led nowhere when the sandbox listened on every address of the machine", async () => {
    const sandbox = await startSandbox({ port: 0, host: "0.0.0.0" })
    try {
      const client = createClient(sandbox)
      const { body } = await createSession(client, sandbox.url, await createOrder(client, order()))
      expect(body.redirect_url).toContain(`http://127.0.0.1:${sandbox.port}/`)
      expect((await fetch(body.redirect_url)).status).toBe(200)
    } finally {
      await sandbox.close()
    }
  })
})
