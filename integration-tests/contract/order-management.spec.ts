import { randomUUID } from "node:crypto"
import { toKlarnaOrder } from "../../src/domain/klarna-order"
import { describeContract } from "./support/contract"
import { keyed, lamps, paidOrder } from "./support/purchase"

describeContract("an order in Order Management", (contract, itWithShopper) => {
  const lines = toKlarnaOrder(lamps()).order_lines
  const [lampLine] = lines

  itWithShopper("is authorized in full when it was paid, with nothing captured", async () => {
    const { klarnaOrderId } = await paidOrder(contract())
    const order = await contract().orderManagement.readOrder(klarnaOrderId)
    expect(order).toMatchObject({
      order_id: klarnaOrderId,
      status: "AUTHORIZED",
      fraud_status: "ACCEPTED",
      order_amount: 31630,
      captured_amount: 0,
      refunded_amount: 0,
      remaining_authorized_amount: 31630,
      captures: [],
      refunds: [],
    })
    expect(order.order_lines).toMatchObject(lines)
    expect(order.klarna_reference).toEqual(expect.any(String))
  })

  itWithShopper("is acknowledged, once or twice", async () => {
    const { klarnaOrderId } = await paidOrder(contract())
    await contract().orderManagement.acknowledge(klarnaOrderId, keyed())
    await contract().orderManagement.acknowledge(klarnaOrderId, keyed())
  })

  itWithShopper("carries the shop's references, and loses one that is emptied", async () => {
    const { klarnaOrderId } = await paidOrder(contract())
    const { updateMerchantReferences, readOrder } = contract().orderManagement
    await updateMerchantReferences(
      klarnaOrderId,
      keyed({ merchant_reference1: "1042", merchant_reference2: "cart_1" })
    )
    await updateMerchantReferences(klarnaOrderId, keyed({ merchant_reference2: "" }))
    const order = await readOrder(klarnaOrderId)
    expect(order.merchant_reference1).toBe("1042")
    expect(order.merchant_reference2 ?? "").toBe("")
  })

  itWithShopper("is captured in part, found again by our reference, and refunded", async () => {
    const { klarnaOrderId } = await paidOrder(contract())
    const { capture, refund, readOrder, readCaptures } = contract().orderManagement
    const { captureId } = await capture(
      klarnaOrderId,
      keyed({ captured_amount: 26730, reference: "op-capture", order_lines: [lampLine] })
    )
    const { refundId } = await refund(klarnaOrderId, keyed({ refunded_amount: 8910, reference: "op-refund" }))
    expect(await readOrder(klarnaOrderId)).toMatchObject({
      status: "PART_CAPTURED",
      captured_amount: 26730,
      refunded_amount: 8910,
      remaining_authorized_amount: 4900,
      captures: [{ capture_id: captureId, captured_amount: 26730, reference: "op-capture" }],
      refunds: [{ refunded_amount: 8910, reference: "op-refund" }],
    })
    expect(await readCaptures(klarnaOrderId)).toMatchObject([
      { capture_id: captureId, captured_amount: 26730 },
    ])
    expect(refundId).not.toBe(captureId)
  })

  itWithShopper("shows shipments with their capture, and appends those that come later", async () => {
    const { klarnaOrderId } = await paidOrder(contract())
    const { capture, addCaptureShippingInfo, readOrder } = contract().orderManagement
    const shipment = (tracking_number: string) => ({
      shipping_company: "PostNord",
      shipping_method: "Home",
      tracking_number,
      tracking_uri: `https://tracking.example/${tracking_number}`,
    })
    const { captureId } = await capture(
      klarnaOrderId,
      keyed({ captured_amount: 26730, order_lines: [lampLine], shipping_info: [shipment("PN1")] })
    )
    await addCaptureShippingInfo(klarnaOrderId, captureId, keyed({ shipping_info: [shipment("PN2")] }))
    const [captured] = (await readOrder(klarnaOrderId)).captures
    expect(captured?.shipping_info.map(({ tracking_number }) => tracking_number)).toEqual(["PN1", "PN2"])
  })

  itWithShopper("keeps a return fee back from a refund, as a line of its own", async () => {
    const { klarnaOrderId } = await paidOrder(contract())
    const { capture, refund, readOrder } = contract().orderManagement
    await capture(klarnaOrderId, keyed({ captured_amount: 31630, order_lines: lines }))
    const fee = {
      type: "return_fee",
      name: "Return fee",
      quantity: 1,
      unit_price: -500,
      tax_rate: 0,
      total_amount: -500,
      total_tax_amount: 0,
      total_discount_amount: 0,
    }
    await refund(klarnaOrderId, keyed({ refunded_amount: 26230, order_lines: [lampLine, fee] }))
    expect(await readOrder(klarnaOrderId)).toMatchObject({ refunded_amount: 26230 })
  })

  itWithShopper("is captured once by one key, whatever the second body says", async () => {
    const { klarnaOrderId } = await paidOrder(contract())
    const { capture, readOrder } = contract().orderManagement
    const first = keyed({ captured_amount: 1000 })
    const { captureId } = await capture(klarnaOrderId, first)
    expect(await capture(klarnaOrderId, { ...first, body: '{"captured_amount":2000}' })).toMatchObject({
      captureId,
    })
    expect(await readOrder(klarnaOrderId)).toMatchObject({ captured_amount: 1000 })
  })

  itWithShopper("is captured once although the answer to the capture was lost", async () => {
    const { klarnaOrderId } = await paidOrder(contract())
    const { capture, readOrder } = contract().orderManagement
    await contract().loseAnswer("POST", `${klarnaOrderId}/captures`)
    const { captureId } = await capture(klarnaOrderId, keyed({ captured_amount: 1000 }))
    expect(await readOrder(klarnaOrderId)).toMatchObject({
      captured_amount: 1000,
      captures: [{ capture_id: captureId }],
    })
  })

  itWithShopper("is captured twice by two keys, even for the same amount", async () => {
    const { klarnaOrderId } = await paidOrder(contract())
    const { capture, readOrder } = contract().orderManagement
    await capture(klarnaOrderId, keyed({ captured_amount: 1000 }))
    await capture(klarnaOrderId, keyed({ captured_amount: 1000 }))
    expect(await readOrder(klarnaOrderId)).toMatchObject({ captured_amount: 2000 })
  })

  itWithShopper("refuses more than is authorized, and more than was captured", async () => {
    const { klarnaOrderId } = await paidOrder(contract())
    const { capture, refund, readOrder } = contract().orderManagement
    await expect(capture(klarnaOrderId, keyed({ captured_amount: 31631 }))).rejects.toMatchObject({
      status: 403,
      code: "CAPTURE_NOT_ALLOWED",
      correlationId: expect.any(String),
    })
    const overRefund = { status: 403, code: "REFUND_NOT_ALLOWED" }
    await expect(refund(klarnaOrderId, keyed({ refunded_amount: 1 }))).rejects.toMatchObject(overRefund)
    await capture(klarnaOrderId, keyed({ captured_amount: 5000 }))
    await expect(refund(klarnaOrderId, keyed({ refunded_amount: 5001 }))).rejects.toMatchObject(overRefund)
    expect(await readOrder(klarnaOrderId)).toMatchObject({ captured_amount: 5000, refunded_amount: 0 })
  })

  itWithShopper("is cancelled before a capture and then gives nothing", async () => {
    const { klarnaOrderId } = await paidOrder(contract())
    const { cancel, capture, readOrder } = contract().orderManagement
    await cancel(klarnaOrderId, keyed())
    expect(await readOrder(klarnaOrderId)).toMatchObject({
      status: "CANCELLED",
      remaining_authorized_amount: 0,
    })
    await expect(capture(klarnaOrderId, keyed({ captured_amount: 1 }))).rejects.toMatchObject({
      code: "CAPTURE_NOT_ALLOWED",
    })
  })

  itWithShopper("is not cancelled after a capture, but gives back the rest", async () => {
    const { klarnaOrderId } = await paidOrder(contract())
    const { cancel, capture, releaseRemainingAuthorization, readOrder } = contract().orderManagement
    await capture(klarnaOrderId, keyed({ captured_amount: 26730 }))
    await expect(cancel(klarnaOrderId, keyed())).rejects.toMatchObject({
      status: 403,
      code: "CANCEL_NOT_ALLOWED",
    })
    await releaseRemainingAuthorization(klarnaOrderId, keyed())
    expect(await readOrder(klarnaOrderId)).toMatchObject({
      captured_amount: 26730,
      remaining_authorized_amount: 0,
    })
  })

  itWithShopper("takes a new amount and lines, but none below what was captured", async () => {
    const { klarnaOrderId } = await paidOrder(contract())
    const { capture, updateAuthorization, readOrder } = contract().orderManagement
    await capture(klarnaOrderId, keyed({ captured_amount: 20000 }))
    const { order_amount, order_lines } = toKlarnaOrder(lamps(2))
    await updateAuthorization(klarnaOrderId, keyed({ order_amount, order_lines }))
    expect(await readOrder(klarnaOrderId)).toMatchObject({
      order_amount: 22720,
      remaining_authorized_amount: 2720,
    })
    await expect(
      updateAuthorization(klarnaOrderId, keyed({ order_amount: 19999, order_lines }))
    ).rejects.toMatchObject({ status: 403, code: "NOT_ALLOWED" })
  })

  itWithShopper("is extended, to no earlier than before", async () => {
    const { klarnaOrderId } = await paidOrder(contract())
    const { extendAuthorizationTime, readOrder } = contract().orderManagement
    const before = await readOrder(klarnaOrderId)
    await extendAuthorizationTime(klarnaOrderId, keyed())
    const after = await readOrder(klarnaOrderId)
    expect(Date.parse(after.expires_at ?? "")).toBeGreaterThanOrEqual(Date.parse(before.expires_at ?? ""))
  })

  it("is not found under an id that nobody gave out", async () => {
    const { readOrder, capture, refund } = contract().orderManagement
    const unknown = { status: 404, code: "NO_SUCH_ORDER" }
    await expect(readOrder(randomUUID())).rejects.toMatchObject(unknown)
    await expect(capture(randomUUID(), keyed({ captured_amount: 1 }))).rejects.toMatchObject(unknown)
    await expect(refund(randomUUID(), keyed({ refunded_amount: 1 }))).rejects.toMatchObject({ status: 404 })
  })
})
