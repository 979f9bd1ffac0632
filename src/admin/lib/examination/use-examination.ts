import { useMutation, useQuery } from "@tanstack/react-query"
import { ask, RefusalError } from "../ask"
import { retryUnlessRefused } from "../payment-links/use-sessions"
import type { Examination, ExaminationSubject, PayloadKind } from "./examination"

type Answer = { examination: Examination }

/** @returns null when nothing of it is stored any more */
export const useExamination = ({ type, id }: ExaminationSubject) =>
  useQuery({
    queryKey: ["klarna", "examination", type, id],
    queryFn: async ({ signal }) => {
      try {
        const path = `/admin/klarna/${type}/${encodeURIComponent(id)}/examination`
        return (await ask<Answer>("GET", path, { signal })).examination
      } catch (error) {
        if (isNotKept(error)) return null
        throw error
      }
    },
    retry: retryUnlessRefused,
  })

/** A call that is gone from the log is as good as one whose payload is. */
const isNotKept = (error: unknown) =>
  error instanceof RefusalError && (error.code === "nothing_to_examine" || error.status === 404)

export type PastedPayload = {
  kind: PayloadKind
  payload: unknown
  /** ISO 3166-1 alpha-2. */
  country?: string
}

export const useExamine = () =>
  useMutation<Examination, Error, PastedPayload>({
    mutationFn: async (body) =>
      (await ask<Answer>("POST", "/admin/klarna/examinations", { body })).examination,
  })
