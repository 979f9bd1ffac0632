import { readOutstanding } from "../read-outstanding"
import type { Query } from "../read-purchase-source"

const paid = { amount: 40, captures: [{ amount: 40 }], refunds: [null] }
const order = {
  id: "order_1",
  display_id: 7,
  is_draft_order: true,
  status: "draft",
  currency_code: "sek",
  total: 100,
  payment_collections: [
    undefined,
    null,
    { id: "pay_col_1", status: "awaiting", amount: 60, payments: [] },
    { id: "pay_col_2", status: "completed", amount: 40, payments: [undefined, paid] },
  ],
}
const query = { graph: async () => ({ data: [order] }) } as unknown as Query

describe("what an order owes", () => {
  it("was not told while somebody else took a payment collection away", async () => {
    expect(await readOutstanding(query, order.id)).toMatchObject({
      outstanding: "60",
      unpaid_collections: [{ id: "pay_col_1", amount: "60", status: "awaiting" }],
    })
  })
})
