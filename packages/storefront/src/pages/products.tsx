import type { HttpTypes } from "@medusajs/types"
import { useCountry } from "../country"
import { messages } from "../messages"
import { sdk } from "../medusa"
import { Failed } from "../parts/failed"
import { Hero } from "../parts/hero"
import { Loading } from "../parts/loading"
import { ProductCard } from "../parts/product-card"
import { useLoaded } from "../use-loaded"
import { useTitle } from "../use-title"
import { VARIANT_FIELDS, pricesOf } from "../variant-price"

export function ProductsPage() {
  useTitle(messages.products.title)
  return (
    <>
      <Hero />
      <section aria-labelledby="all-products">
        <h2 id="all-products" className="visually-hidden">
          {messages.products.list}
        </h2>
        <ProductList />
      </section>
    </>
  )
}

function ProductList() {
  const { country } = useCountry()
  const { loaded, retry } = useLoaded(
    async () =>
      (
        await sdk.store.product.list({
          region_id: country.regionId,
          country_code: country.code,
          fields: VARIANT_FIELDS,
          limit: 60,
        })
      ).products,
    [country.code]
  )

  switch (loaded.status) {
    case "loading":
      return <Loading />
    case "failed":
      return <Failed error={loaded.error} retry={retry} />
    case "loaded":
      return loaded.value.length ? (
        <ul className="product-grid">
          {byPrice(loaded.value).map((product) => (
            <ProductCard key={product.id} product={product} />
          ))}
        </ul>
      ) : (
        <p>{messages.products.none}</p>
      )
  }
}

/** Dearest first: the lamps in front, what comes along for free or is not sold here at the end. */
const byPrice = (products: readonly HttpTypes.StoreProduct[]) =>
  [...products].sort((a, b) => lowestPriceOf(b) - lowestPriceOf(a))

function lowestPriceOf({ variants }: HttpTypes.StoreProduct): number {
  const prices = pricesOf(variants ?? [])
  return prices.length ? Math.min(...prices) : -1
}
