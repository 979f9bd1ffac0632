import { randomUUID } from "node:crypto"
import { cart, item, usCart } from "../../src/domain/__tests__/purchase-builder"
import { describeContract } from "./support/contract"
import { checkoutBody, lamps, openPage } from "./support/purchase"

describeContract("a checkout order", (contract, itWithShopper) => {
  it("holds what was sent, incomplete until somebody pays", async () => {
    const sent = checkoutBody()
    const { order_id } = await contract().checkout.createOrder(sent)
    const read = await contract().checkout.readOrder(order_id)
    expect(read).toMatchObject({
      order_id,
      order_amount: 31630,
      order_tax_amount: 6326,
      order_lines: sent.order_lines,
    })
    expect(read.status.toLowerCase()).toBe("checkout_incomplete")
    expect(read.purchase_currency.toUpperCase()).toBe("SEK")
    expect(read.billing_address).toMatchObject({ email: "shopper@example.com", city: "Ankeborg" })
  })

  it("takes tax as a line of its own in the US", async () => {
    const source = usCart({ items: [item({ total: "108.25", taxTotal: "8.25", taxRates: ["8.25"] })] })
    const { order_id } = await contract().checkout.createOrder(checkoutBody(source))
    const { order_lines, order_tax_amount } = await contract().checkout.readOrder(order_id)
    expect(order_lines.map(({ type }) => type)).toContain("sales_tax")
    expect(order_tax_amount).toBe(825)
  })

  it("takes uneven totals, discounts and several rates as our mapper makes them", async () => {
    const source = cart({
      items: [
        item({ id: "a", quantity: "3", total: "100", taxTotal: "20", taxRates: ["25"] }),
        item({ id: "b", variantSku: "sku-2", total: "120", taxTotal: "6.7924528", taxRates: ["6"] }),
        item({ id: "c", variantSku: "sku-3", total: "0", taxTotal: "0", taxRates: ["25"] }),
      ],
      creditLines: [{ id: "credit_1", amount: "50" }],
    })
    expect(await contract().checkout.createOrder(checkoutBody(source))).toMatchObject({ order_amount: 17000 })
  })

  it("is replaced where an update says so and kept where it does not", async () => {
    const { order_id } = await contract().checkout.createOrder({
      ...checkoutBody(),
      merchant_reference2: "cart_1",
    })
    const changed = checkoutBody(lamps(2))
    const updated = await contract().checkout.updateOrder(order_id, changed)
    expect(updated).toMatchObject({
      order_amount: 22720,
      order_lines: changed.order_lines,
      merchant_reference2: "cart_1",
    })
  })

  it("is refused with every complaint when its lines do not add up", async () => {
    const body = { ...checkoutBody(), order_amount: 31631, order_tax_amount: 1 }
    await expect(contract().checkout.createOrder(body)).rejects.toMatchObject({
      name: "KlarnaApiError",
      status: 400,
      code: "BAD_VALUE",
      correlationId: expect.any(String),
      messages: expect.arrayContaining(["Bad value: order_amount", "Bad value: order_tax_amount"]),
    })
  })

  it("cannot be changed after it was aborted", async () => {
    const { order_id } = await contract().checkout.createOrder(checkoutBody())
    expect(await contract().checkout.abortOrder(order_id)).toMatchObject({ order_id })
    await expect(contract().checkout.updateOrder(order_id, checkoutBody())).rejects.toMatchObject({
      status: 403,
    })
  })

  itWithShopper("cannot be changed or aborted after it was paid", async () => {
    const { klarnaOrderId, hppSessionId } = await openPage(contract())
    await contract().shopper(hppSessionId, "approve")
    const refusal = { status: 403, code: "READ_ONLY_ORDER" }
    await expect(contract().checkout.updateOrder(klarnaOrderId, checkoutBody())).rejects.toMatchObject(
      refusal
    )
    await expect(contract().checkout.abortOrder(klarnaOrderId)).rejects.toMatchObject(refusal)
    const read = await contract().checkout.readOrder(klarnaOrderId)
    expect(read.status.toLowerCase()).toBe("checkout_complete")
    expect(read.completed_at).toEqual(expect.any(String))
  })

  it("is not found under an id that nobody gave out", async () => {
    await expect(contract().checkout.readOrder(randomUUID())).rejects.toMatchObject({ status: 404 })
  })

  it("is not shown to a wrong key", async () => {
    await expect(
      contract().withWrongKey(({ checkout }) => checkout.createOrder(checkoutBody()))
    ).rejects.toMatchObject({ status: 401 })
  })
})
