import type { ComponentProps } from "react"
import { lineDetail, lineTitle, type NamedLine } from "../line-title"
import { LineAmount } from "./line-amount"
import { Picture } from "./picture"

type Line = NamedLine &
  ComponentProps<typeof LineAmount>["line"] & {
    readonly id: string
    readonly quantity: number
    readonly thumbnail?: string | null
  }

/** Lines to read, not to change: beside the checkout and on the confirmation. */
export function LineList({ lines, currencyCode }: { lines: readonly Line[]; currencyCode: string }) {
  return (
    <ul className="line-list">
      {lines.map((line) => (
        <li key={line.id}>
          <Picture src={line.thumbnail} />
          <span className="line-words">
            <span className="line-title">{lineTitle(line)}</span>
            <span className="line-detail">
              {line.quantity} × {lineDetail(line)}
            </span>
          </span>
          <LineAmount line={line} currencyCode={currencyCode} />
        </li>
      ))}
    </ul>
  )
}
