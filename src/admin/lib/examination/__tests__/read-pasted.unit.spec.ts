import { readPasted } from "../read-pasted"

describe("a payload that was pasted", () => {
  it.each(["", " \n "])("is asked for when there is none (%j)", (text) => {
    expect(readPasted(text)).toEqual({ problem: "empty" })
  })

  it("is refused when it is no JSON", () => {
    expect(readPasted('{"order_amount": 1,}')).toEqual({ problem: "no_json" })
  })

  it.each(['{"order_amount":1}', "[]", "null"])("is examined whatever it holds (%s)", (text) => {
    expect(readPasted(text)).toEqual({ payload: JSON.parse(text) })
  })
})
