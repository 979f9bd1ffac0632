import type { HttpTypes } from "@medusajs/types"
import { Link } from "react-router-dom"
import { useMoney } from "../country"
import { messages } from "../messages"
import { pricesOf } from "../variant-price"
import { Picture } from "./picture"

export function ProductCard({ product }: { product: HttpTypes.StoreProduct }) {
  const money = useMoney()
  const prices = pricesOf(product.variants ?? [])
  const lowest = prices.length ? Math.min(...prices) : undefined
  const varies = prices.some((price) => price !== lowest)

  return (
    <li>
      <Link to={`/products/${product.handle}`} className="product-card" data-testid="product-card">
        <Picture src={product.thumbnail} />
        <span className="product-card-title">{product.title}</span>
        {product.subtitle && <span className="product-card-subtitle">{product.subtitle}</span>}
        <span className="product-card-price">
          {varies && <span className="product-card-from">{messages.products.from} </span>}
          {priceWords(lowest, money)}
        </span>
      </Link>
    </li>
  )
}

function priceWords(price: number | undefined, money: (amount: number) => string): string {
  if (price === undefined) return messages.product.noPrice
  return price === 0 ? messages.product.free : money(price)
}
