import { idempotencyKey } from "../idempotency-key"

describe("the key of an intended effect", () => {
  it("is what it always was: stored operations are retried by later releases", () => {
    expect(idempotencyKey("klop_01JZZZZZZZZZZZZZZZZZZZZZZZ")).toBe("37f48731-ca30-58ee-95be-b0874554b859")
  })

  it("is a UUID of version 5, equal for one row and different for another", () => {
    expect(idempotencyKey("klop_1")).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
    )
    expect(idempotencyKey("klop_1")).toBe(idempotencyKey("klop_1"))
    expect(idempotencyKey("klop_1")).not.toBe(idempotencyKey("klop_2"))
  })
})
