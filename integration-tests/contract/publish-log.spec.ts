import { startSandbox } from "../../packages/klarna-sandbox/src"
import { createClient } from "../../packages/klarna-sandbox/src/__tests__/support/client"
import { order } from "../../packages/klarna-sandbox/src/__tests__/support/orders"
import { listenToExchanges, type Exchange } from "./support/exchange"
import { publishLog } from "./support/publish-log"

it("a sandbox in another process is heard as one in this process is", async () => {
  const sandbox = await startSandbox({ port: 0, settings: { push_delay_ms: 0 }, patience: { callback: 50 } })
  const told: Exchange[] = []
  const stop = listenToExchanges((exchange) => void told.push(exchange))
  const { call, control } = createClient(sandbox)
  const { body } = await call("POST", "/checkout/v3/orders", order({}, "http://localhost:9"))
  await call("GET", `/checkout/v3/orders/${body.order_id}`)
  await control("POST", `/orders/${body.order_id}/complete`)
  await sandbox.settled()
  const inThisProcess = told.splice(0)
  expect(inThisProcess.map(({ path }) => path)).toEqual([
    "/checkout/v3/orders",
    `/checkout/v3/orders/${body.order_id}`,
    "/merchant_urls.push",
  ])
  await publishLog(sandbox.url)
  expect(told).toEqual(inThisProcess)
  stop()
  await sandbox.close()
})
