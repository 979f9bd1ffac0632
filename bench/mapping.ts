import { toKlarnaOrder } from "../src/domain/klarna-order"
import { cart, item, shipping } from "../src/domain/__tests__/purchase-builder"
import { spreadOf } from "./percentile"

/** A cart to a Klarna order, checked against Klarna's rules: CPU alone. The delivery is one of the lines. */
export const measureMapping = () => [mapping(20, 500), mapping(1_000, 50)]

function mapping(lines: number, rounds: number) {
  const source = cart({
    items: Array.from({ length: lines - 1 }, (_, index) =>
      item({
        id: `item_${index}`,
        title: `Article ${index}`,
        variantSku: `sku-${index}`,
        quantity: String(1 + (index % 7)),
        // Promotions leave totals that no quantity divides.
        total: "73.5851025",
        originalTotal: "99.9",
        taxTotal: "14.7170205",
        originalTaxTotal: "19.98",
        taxRates: ["25"],
      })
    ),
    shippingMethods: [shipping({ total: "49", taxTotal: "9.8", taxRates: ["25"] })],
  })
  const round = () => {
    const started = performance.now()
    const { order_lines } = toKlarnaOrder(source)
    const took = performance.now() - started
    if (order_lines.length !== lines) throw new Error(`${order_lines.length} lines instead of ${lines}`)
    return took
  }
  // A shop that runs has compiled its code.
  for (let warmUp = 0; warmUp < rounds; warmUp++) round()
  return { lines, rounds, ...spreadOf(Array.from({ length: rounds }, round)) }
}
