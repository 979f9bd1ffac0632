import { EntitySchema } from "typeorm"

export type SearchTermKind = "order" | "kp_session" | "hpp_session" | "customer_token" | "capture" | "refund"

/** What else a record can be found by than its id: references and e-mail addresses, in lower case. */
export type SearchTermRecord = { term: string; kind: SearchTermKind; subject_id: string }

/** Filled by the database itself; see `../search-terms.ts`. */
export const searchTerms = new EntitySchema<SearchTermRecord>({
  name: "search_term",
  columns: {
    term: { type: "text", primary: true },
    kind: { type: "text", primary: true },
    subject_id: { type: "text", primary: true },
  },
})
