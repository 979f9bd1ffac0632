import { Skeleton } from "@medusajs/ui"
import { Block, KlarnaSection } from "./klarna-section"

const ROWS = ["authorized", "captured", "refunded", "remaining"]

export function KlarnaOrderLoading() {
  return (
    <KlarnaSection badges={<Skeleton className="h-5 w-20" />}>
      <Block>
        {ROWS.map((row) => (
          <Skeleton key={row} className="h-5 w-full" />
        ))}
      </Block>
    </KlarnaSection>
  )
}
