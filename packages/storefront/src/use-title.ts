import { useEffect } from "react"
import { messages } from "./messages"

export function useTitle(title: string) {
  useEffect(() => {
    document.title = `${title} · ${messages.shop.name}`
  }, [title])
}
