import { Text } from "@medusajs/ui"
import type { ReactNode } from "react"

/** A name and a value, as Medusa's own sections show them. */
export function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="text-ui-fg-subtle grid grid-cols-2 items-start gap-x-4">
      <Text size="small" leading="compact" weight="plus">
        {label}
      </Text>
      {typeof children === "string" ? (
        <Text size="small" leading="compact" className="min-w-0 [overflow-wrap:anywhere]">
          {children}
        </Text>
      ) : (
        children
      )}
    </div>
  )
}
