import { useQuery } from "@tanstack/react-query"
import { ask } from "../ask"

/** On which channels the shop can send a message of its own; none until it has said so. */
export function useOwnChannels(): string[] {
  const { data } = useQuery({
    queryKey: ["klarna-own-channels"],
    queryFn: () => ask<{ channels: string[] }>("GET", "/admin/klarna/notification-channels"),
    staleTime: Infinity,
  })
  return data?.channels ?? []
}
