import type { HttpTypes } from "@medusajs/types"
import { useState, type FormEvent } from "react"
import { Link } from "react-router-dom"
import { useCart } from "../cart"
import { useMoney } from "../country"
import { lineMetadata, subscriptionOf } from "../line-subscription"
import { messages } from "../messages"
import { useAction } from "../use-action"
import { includesTax, priceOf, stockOf } from "../variant-price"
import { Problem } from "./problem"
import { QuantityStepper } from "./quantity-stepper"

type Variant = HttpTypes.StoreProductVariant

export function BuyForm({ product }: { product: HttpTypes.StoreProduct }) {
  const variants = [...(product.variants ?? [])].sort((a, b) => (a.variant_rank ?? 0) - (b.variant_rank ?? 0))
  const { state, add } = useCart()
  const { busy, problem, run } = useAction()
  const [variantId, setVariantId] = useState(firstToBuy(variants)?.id)
  const [quantity, setQuantity] = useState(1)
  const [added, setAdded] = useState(false)

  const variant = variants.find(({ id }) => id === variantId)
  if (!variant) return <p>{messages.product.noPrice}</p>
  const subscription = subscriptionOf(product)
  const forSale = priceOf(variant) !== undefined && stockOf(variant) > 0

  function choose(id: string) {
    setVariantId(id)
    setQuantity(1)
    setAdded(false)
  }

  function submit(event: FormEvent, { id }: Variant) {
    event.preventDefault()
    setAdded(false)
    void run(async () => {
      await add(id, quantity, lineMetadata(product))
      setAdded(true)
    })
  }

  return (
    <form className="buy-form" onSubmit={(event) => submit(event, variant)}>
      <Price variant={variant} />
      {subscription && (
        <p className="subscription-words">
          {messages.subscription.every(subscription.interval, subscription.interval_count)}
          {messages.subscription.how}
        </p>
      )}
      {variants.length > 1 && <VariantChoice variants={variants} chosen={variant.id} choose={choose} />}
      <p className={forSale ? "stock" : "stock stock-out"}>{stockWords(variant)}</p>
      <div className="buy-row">
        <QuantityStepper
          label={messages.product.quantity}
          value={quantity}
          max={stockOf(variant)}
          disabled={!forSale}
          onChange={setQuantity}
        />
        <button
          type="submit"
          className="button"
          data-testid="add-to-cart"
          disabled={!forSale || state.status === "loading"}
          aria-disabled={busy}
        >
          {busy ? messages.product.adding : messages.product.add}
        </button>
      </div>
      <div role="status" className="added">
        {added && (
          <>
            {messages.product.added(product.title)} <Link to="/cart">{messages.product.viewCart}</Link>
          </>
        )}
      </div>
      <Problem text={problem} />
    </form>
  )
}

function Price({ variant }: { variant: Variant }) {
  const money = useMoney()
  const price = priceOf(variant)
  if (price === undefined) return null
  return (
    <p className="price">
      {price === 0 ? messages.product.free : money(price)}{" "}
      <span className="price-tax">
        {includesTax(variant) ? messages.product.includingTax : messages.product.plusTax}
      </span>
    </p>
  )
}

interface VariantChoiceProps {
  variants: readonly Variant[]
  chosen: string
  choose: (id: string) => void
}

function VariantChoice({ variants, chosen, choose }: VariantChoiceProps) {
  return (
    <fieldset className="variants">
      <legend>{variants[0]?.options?.[0]?.option?.title ?? messages.product.variant}</legend>
      {variants.map(({ id, title }) => (
        <label key={id} className="variant">
          <input type="radio" name="variant" value={id} checked={id === chosen} onChange={() => choose(id)} />
          <span>{title}</span>
        </label>
      ))}
    </fieldset>
  )
}

const FEW = 5

function stockWords(variant: Variant): string {
  if (priceOf(variant) === undefined) return messages.product.noPrice
  const stock = stockOf(variant)
  if (stock <= 0) return messages.product.soldOut
  return stock <= FEW ? messages.product.few(stock) : messages.product.inStock
}

const firstToBuy = (variants: readonly Variant[]) =>
  variants.find((variant) => priceOf(variant) !== undefined && stockOf(variant) > 0) ?? variants[0]
