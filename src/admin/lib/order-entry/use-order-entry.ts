import { useEffect, useState } from "react"
import { sdk } from "../sdk"
import { isCompleteAddress, readDraft, toAddress, type Address } from "./draft"
import { ensureCustomer, type Buyer, type Customer } from "./use-customers"
import { useDraftEntry } from "./use-draft-entry"
import { useRegionMove } from "./use-region-move"
import type { useShop } from "./use-shop"

type Shop = NonNullable<ReturnType<typeof useShop>["data"]>

/** The screen's state. A draft exists from the first product on; from then on everything goes to it as it is typed. */
export function useOrderEntry(shop: Shop, initialDraftId: string | undefined, onDraft: (id: string) => void) {
  const entry = useDraftEntry()
  const { draft, start, change } = entry
  const [buyer, setBuyer] = useState<Buyer>()
  const [saved, setSaved] = useState<Customer["addresses"]>([])
  const [address, setAddress] = useState<Address>(toAddress(undefined))
  const [note, setNote] = useState("")
  const [startProblem, setStartProblem] = useState<Error>()
  const [chosenChannelId, setSalesChannelId] = useState(shop.defaultSalesChannelId)
  const [chosenRegion, setRegionId] = useState(
    () => shop.defaultRegionId ?? (shop.regions.length === 1 ? shop.regions[0]?.id : undefined)
  )
  const salesChannelId = draft?.sales_channel_id ?? chosenChannelId
  const move = useRegionMove(entry, { address, setAddress, onDraft })
  const region = shop.regions.find(({ id }) => id === (draft?.region_id ?? chosenRegion))
  const withCountry = { ...address, country_code: address.country_code || onlyCountry(region?.countries) }

  useEffect(() => {
    if (!initialDraftId) return
    void start(() => readDraft(initialDraftId)).then((known) => {
      if (!known) return
      setAddress(toAddress(known.shipping_address))
      setNote(noteOf(known.metadata))
      if (known.email) setBuyer({ id: known.customer_id ?? undefined, email: known.email, name: "" })
    }, setStartProblem)
    // Once: what is typed afterwards is newer than the draft.
  }, [])

  const addressToKeep = (next: Address) =>
    isCompleteAddress(next) ? { shipping_address: next, billing_address: next } : {}

  const saveAddress = (next: Address) => {
    if (!draft || !isCompleteAddress(next) || isSame(next, toAddress(draft.shipping_address))) return
    void change({ kind: "details", values: addressToKeep(next) })
  }

  const createDraft = async (variantId: string) => {
    const { draft_order } = await sdk.admin.draftOrder.create({
      region_id: region?.id ?? "",
      sales_channel_id: salesChannelId,
      ...(buyer ? { email: buyer.email, customer_id: buyer.id } : {}),
      ...addressToKeep(withCountry),
      ...(note.trim() ? { metadata: { note: note.trim() } } : {}),
      items: [{ variant_id: variantId, quantity: 1 }],
    })
    onDraft(draft_order.id)
    return readDraft(draft_order.id)
  }

  return {
    ...entry,
    move,
    startProblem,
    region,
    salesChannelId,
    /** With a draft, another region is another draft. */
    setRegionId: (id: string) => {
      const next = shop.regions.find((each) => each.id === id)
      if (draft && next) void move.moveTo(next)
      else setRegionId(next?.id)
    },
    setSalesChannelId: (id: string) => {
      setSalesChannelId(id)
      if (draft && id !== draft.sales_channel_id)
        void change({ kind: "details", values: { sales_channel_id: id } })
    },
    buyer,
    saved,
    address: withCountry,
    note,
    setNote,
    setAddress,
    saveAddress,
    add: async (variantId: string) => {
      if (draft) return change({ kind: "add-item", variantId })
      setStartProblem(undefined)
      await start(() => createDraft(variantId)).catch(setStartProblem)
    },
    saveNote: () => {
      if (draft && note.trim() !== noteOf(draft.metadata)) {
        void change({ kind: "details", values: { metadata: { ...draft.metadata, note: note.trim() } } })
      }
    },
    choose: async (next: Buyer | undefined, known?: Customer) => {
      setBuyer(next)
      setSaved(known?.addresses ?? [])
      const own =
        known?.addresses.find(({ is_default_shipping }) => is_default_shipping) ?? known?.addresses[0]
      const names = {
        first_name: known?.first_name ?? "",
        last_name: known?.last_name ?? "",
        phone: known?.phone ?? "",
      }
      const filled = { ...withCountry, ...withValues(names), ...withValues(own ? toAddress(own) : {}) }
      if (known) setAddress(filled)
      if (!region && own?.country_code) {
        setRegionId(
          shop.regions.find(({ countries }) => countries.some(({ iso_2 }) => iso_2 === own.country_code))?.id
        )
      }
      if (!next || !draft) return
      const customer_id = next.id ?? (await ensureCustomer(next.email))
      void change({ kind: "details", values: { email: next.email, customer_id, ...addressToKeep(filled) } })
    },
  }
}

export type OrderEntry = ReturnType<typeof useOrderEntry>

const noteOf = (metadata: Record<string, unknown> | null): string =>
  typeof metadata?.note === "string" ? metadata.note : ""

const onlyCountry = (countries: { iso_2: string }[] | undefined): string =>
  countries?.length === 1 ? (countries[0]?.iso_2 ?? "") : ""

const withValues = <Values extends object>(values: Values): Partial<Values> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value)) as Partial<Values>

const isSame = (one: Address, other: Address): boolean => JSON.stringify(one) === JSON.stringify(other)
