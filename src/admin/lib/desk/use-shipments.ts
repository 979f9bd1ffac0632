import { useRef, useState } from "react"
import type { ShippingInfo } from "./use-desk-action"

export const SHIPPING_METHODS = [
  "Home",
  "PickUpPoint",
  "PickUpStore",
  "BoxReg",
  "BoxUnreg",
  "Postal",
  "Own",
  "DHLPackstation",
  "ClickCollect",
  "PickUpWarehouse",
  "PalletDelivery",
  "Digital",
  "Undefined",
] as const

export type ShipmentDraft = { key: number; company: string; method: string; tracking: string; uri: string }

/** A key under `desk.problem` of the texts. */
export type ShipmentProblem = "uri" | "shipment_empty"

/** @param isRequired at least one, which is there from the start */
export function useShipments({ isRequired }: { isRequired: boolean }) {
  const keys = useRef(1)
  const [drafts, setDrafts] = useState<ShipmentDraft[]>(isRequired ? [emptyDraft(0)] : [])
  const problems = drafts.map(problemOf)
  return {
    drafts,
    problems,
    isRequired,
    isReady: problems.every((problem) => problem === undefined),
    /** Parcels of one order mostly go the same way. */
    add: () => {
      const { company = "", method = "" } = drafts.at(-1) ?? {}
      setDrafts([...drafts, { ...emptyDraft(keys.current++), company, method }])
    },
    remove: (key: number) => setDrafts(drafts.filter((draft) => draft.key !== key)),
    set: (key: number, changes: Partial<ShipmentDraft>) =>
      setDrafts(drafts.map((draft) => (draft.key === key ? { ...draft, ...changes } : draft))),
    value: drafts.map(toShippingInfo),
  }
}

export type Shipments = ReturnType<typeof useShipments>

const emptyDraft = (key: number): ShipmentDraft => ({ key, company: "", method: "", tracking: "", uri: "" })

export function problemOf({ company, tracking, uri }: ShipmentDraft): ShipmentProblem | undefined {
  if (uri.trim() && !isWebAddress(uri.trim())) return "uri"
  return company.trim() || tracking.trim() || uri.trim() ? undefined : "shipment_empty"
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && ["http:", "https:"].includes(new URL(text).protocol)
}

export function toShippingInfo({ company, method, tracking, uri }: ShipmentDraft): ShippingInfo {
  return {
    ...(company.trim() ? { shipping_company: company.trim() } : {}),
    ...(method ? { shipping_method: method } : {}),
    ...(tracking.trim() ? { tracking_number: tracking.trim() } : {}),
    ...(uri.trim() ? { tracking_uri: uri.trim() } : {}),
  }
}
