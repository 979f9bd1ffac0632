import { createClient } from "./client.mjs"
import { purchase } from "./purchase.mjs"

/**
 * A process of its own, so that the client's work is not counted as the sandbox's. Told
 * `{ url, authorization, connections, seconds | orders }`, it tells what it did.
 */
process.once("message", (task) => {
  work(task).then(
    (result) => process.send({ result }),
    (error) => process.send({ error: error.message })
  )
})

async function work({ url, authorization, connections, seconds, orders }) {
  const client = createClient({ url, authorization, connections })
  const times = []
  let purchases = 0
  let taken = 0
  const started = performance.now()
  const goesOn = () => (orders === undefined ? performance.now() - started < seconds * 1000 : taken < orders)

  const timed = async (...call) => {
    const before = performance.now()
    const answer = await client.call(...call)
    times.push(performance.now() - before)
    return answer
  }

  /** Create, read, capture. The purchase in between is the consumer's: it takes its time, but is not counted. */
  async function buy() {
    const created = await timed("POST", "/checkout/v3/orders", 201, purchase)
    const orderId = JSON.parse(created.text).order_id
    await client.call("POST", `/_sandbox/orders/${orderId}/complete`, 200)
    const managed = `/ordermanagement/v1/orders/${orderId}`
    await timed("GET", managed, 200)
    await timed("POST", `${managed}/captures`, 201, { captured_amount: purchase.order_amount })
    purchases += 1
  }

  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (goesOn()) {
        taken += 1
        await buy()
      }
    })
  )
  client.close()
  return { ms: performance.now() - started, purchases, times }
}
