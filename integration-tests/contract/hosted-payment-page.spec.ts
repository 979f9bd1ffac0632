import { randomUUID } from "node:crypto"
import { describeContract } from "./support/contract"
import { checkoutBody, openPage, pageBody } from "./support/purchase"

describeContract("a payment page", (contract, itWithShopper) => {
  const readStatus = async (hppSessionId: string) =>
    (await contract().hostedPaymentPage.readSession(hppSessionId)).status

  it("comes with an address to send the shopper to, and waits", async () => {
    const { order_id } = await contract().checkout.createOrder(checkoutBody())
    const page = await contract().hostedPaymentPage.createSession(pageBody(contract(), order_id))
    expect(page).toMatchObject({
      redirect_url: expect.stringMatching(/^https?:/),
      expires_at: expect.any(String),
    })
    expect(page.session_id).not.toBe(order_id)
    expect(await readStatus(page.session_id)).toBe("WAITING")
  })

  it("is disabled for good, and nothing goes wrong when that is asked twice", async () => {
    const { hppSessionId } = await openPage(contract())
    expect(await contract().hostedPaymentPage.disableSession(hppSessionId)).toBe("disabled")
    expect(await readStatus(hppSessionId)).toBe("DISABLED")
    expect(await contract().hostedPaymentPage.disableSession(hppSessionId)).not.toBe("gone")
    expect(await readStatus(hppSessionId)).toBe("DISABLED")
  })

  itWithShopper.each([
    ["open", "IN_PROGRESS"],
    ["back", "BACK"],
    ["decline", "FAILED"],
    ["error", "ERROR"],
  ] as const)("can still be paid after %s, when it is %s", async (action, status) => {
    const { klarnaOrderId, hppSessionId } = await openPage(contract())
    await contract().shopper(hppSessionId, action)
    expect(await readStatus(hppSessionId)).toBe(status)
    await contract().shopper(hppSessionId, "approve")
    expect(await contract().hostedPaymentPage.readSession(hppSessionId)).toMatchObject({
      status: "COMPLETED",
      order_id: klarnaOrderId,
    })
  })

  itWithShopper("is not disabled once it was paid", async () => {
    const { hppSessionId } = await openPage(contract())
    await contract().shopper(hppSessionId, "approve")
    expect(await contract().hostedPaymentPage.disableSession(hppSessionId)).toBe("not_disabled")
    expect(await readStatus(hppSessionId)).toBe("COMPLETED")
  })

  it("is not created for an order that does not exist", async () => {
    const create = contract().hostedPaymentPage.createSession(pageBody(contract(), randomUUID()))
    await expect(create).rejects.toMatchObject({ name: "KlarnaApiError", status: 404 })
  })

  it("is gone under an id that nobody gave out", async () => {
    await expect(contract().hostedPaymentPage.readSession(randomUUID())).rejects.toMatchObject({
      status: 404,
    })
    expect(await contract().hostedPaymentPage.disableSession(randomUUID())).toBe("gone")
  })
})
