import { useState } from "react"
import { sdk } from "../sdk"
import { applyChanges } from "./apply-changes"
import { carryOver, type LeftOut } from "./carry-over"
import { isCompleteAddress, readDraft, type Address, type Draft } from "./draft"
import type { DraftEntry } from "./use-draft-entry"
import type { Region } from "./use-shop"
import { listVariants } from "./use-variants"

/** What became of a draft that was to be sold in another region. */
export type Move = { from: Pick<Draft, "id" | "display_id">; leftOut: LeftOut[] }

type Screen = { address: Address; setAddress: (address: Address) => void; onDraft: (id: string) => void }

/**
 * Takes a draft to another region. Medusa lets none change its region, so a new one is made of what can be sold there;
 * the old one stays as it was, with its links.
 */
export function useRegionMove(entry: DraftEntry, { address, setAddress, onDraft }: Screen) {
  const [moved, setMoved] = useState<Move>()
  const [isMoving, setIsMoving] = useState(false)
  const [problem, setProblem] = useState<Error>()

  async function take(old: Draft, region: Region) {
    const ids = old.items.flatMap(({ variant_id }) => variant_id ?? [])
    const variants = ids.length
      ? await listVariants(
          { id: ids, limit: ids.length },
          { regionId: region.id, customerId: old.customer_id ?? undefined }
        )
      : []
    const known = new Map(variants.map((variant) => [variant.id, variant]))
    const carried = carryOver(old, address, region, known)
    const draft = await entry.start(async () => {
      const id = await create(old, region, carried)
      const made = await readDraft(id)
      carried.leftOut.push(...(await addCodes(made, old)))
      onDraft(id)
      return readDraft(id)
    })
    if (draft?.id === old.id) return
    setAddress(carried.address)
    setMoved({ from: old, leftOut: carried.leftOut })
  }

  return {
    moved,
    isMoving,
    problem,
    moveTo: async (region: Region) => {
      setIsMoving(true)
      setProblem(undefined)
      try {
        const old = await entry.settled()
        if (old && old.region_id !== region.id) await take(old, region)
      } catch (error) {
        setProblem(error as Error)
      } finally {
        setIsMoving(false)
      }
    },
  }
}

async function create(old: Draft, region: Region, { items, address }: ReturnType<typeof carryOver>) {
  const { draft_order } = await sdk.admin.draftOrder.create({
    region_id: region.id,
    sales_channel_id: old.sales_channel_id ?? undefined,
    email: old.email ?? undefined,
    customer_id: old.customer_id ?? undefined,
    ...(isCompleteAddress(address) ? { shipping_address: address, billing_address: address } : {}),
    metadata: old.metadata,
    items,
  })
  return draft_order.id
}

/** @returns the codes that the new draft does not take, with the reason */
async function addCodes(made: Draft, { promotions = [] }: Draft): Promise<LeftOut[]> {
  const codes = promotions.map(({ code }) => code)
  try {
    const refused = await applyChanges(
      made,
      codes.map((code) => ({ kind: "add-code", code }))
    )
    return refused.flatMap(({ change, error }) =>
      change.kind === "add-code" ? [leftCode(change.code, error)] : []
    )
  } catch (error) {
    return codes.map((code) => leftCode(code, error as Error))
  }
}

const leftCode = (code: string, { message: reason }: Error): LeftOut => ({
  key: "code",
  values: { code, reason },
})
