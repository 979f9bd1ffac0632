import { applyChanges, type Change } from "../apply-changes"

type Method = { id: string; shipping_option_id: string }

/** Medusa's draft: every delivery that is added stays until it is removed. */
const mockDraft = { methods: [] as Method[], added: 0 }
jest.mock("../../sdk", () => ({
  sdk: {
    admin: {
      draftOrder: {
        beginEdit: async () => undefined,
        confirmEdit: async () => undefined,
        cancelEdit: async () => undefined,
        addShippingMethod: async (_: string, { shipping_option_id }: Method) => {
          mockDraft.added += 1
          mockDraft.methods.push({ id: `added_${mockDraft.added}`, shipping_option_id })
        },
        removeShippingMethod: async (_: string, id: string) => {
          mockDraft.methods = mockDraft.methods.filter((method) => method.id !== id)
        },
      },
    },
  },
}))

const delivered = (...optionIds: string[]): Change[] =>
  optionIds.map((optionId) => ({ kind: "set-delivery", optionId }))
const known = (...optionIds: string[]) => {
  mockDraft.methods = optionIds.map((shipping_option_id, at) => ({ id: `known_${at}`, shipping_option_id }))
  return { id: "order_1", shipping_methods: mockDraft.methods.map((method) => ({ ...method, name: "" })) }
}

describe("the delivery of a draft", () => {
  it.each([
    [
      "charged both deliveries when staff went on with the arrows before the first had arrived",
      [],
      ["a", "b"],
    ],
    ["kept the old delivery beside the one that was chosen twice in a row", ["a"], ["b", "a"]],
    ["charged two deliveries that the draft came with", ["a", "b"], ["b"]],
  ])("%s", async (_, before, chosen) => {
    expect(await applyChanges(known(...before) as never, delivered(...chosen))).toEqual([])
    expect(mockDraft.methods.map(({ shipping_option_id }) => shipping_option_id)).toEqual([chosen.at(-1)])
  })
})
