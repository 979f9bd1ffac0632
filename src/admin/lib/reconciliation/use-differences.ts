import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { ask } from "../ask"
import { retryUnlessRefused } from "../payment-links/use-sessions"
import { isRunning, type Difference, type Outcome, type Remedy, type Run } from "./difference"
import { toSearch, type Filters } from "./filters"

const PATH = "/admin/klarna/reconciliation"
const KEY = ["klarna", "reconciliation"]
const AGAIN_MS = 1_000

type DifferenceList = { differences: Difference[]; count: number; run: Run | null }

/** One page of the list, read again and again while a comparison is at work. */
export const useDifferences = (filters: Filters, pageSize: number) =>
  useQuery({
    queryKey: [...KEY, filters],
    queryFn: ({ signal }) => ask<DifferenceList>("GET", `${PATH}?${toSearch(filters, pageSize)}`, { signal }),
    placeholderData: keepPreviousData,
    retry: retryUnlessRefused,
    refetchInterval: ({ state: { data } }) => (isRunning(data?.run) ? AGAIN_MS : false),
  })

export function useRun() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (period: { from: string; to: string }) =>
      ask<{ run: Run }>("POST", `${PATH}/run`, { body: period }),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  })
}

/** @param remedy what the reader was told that it will do */
export function useMend({ id }: Pick<Difference, "id">, remedy: Remedy) {
  const client = useQueryClient()
  return useMutation<{ outcome: Outcome; difference: Difference }, Error, undefined>({
    mutationFn: () => ask("POST", `${PATH}/${id}/mend`, { body: { remedy } }),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  })
}
