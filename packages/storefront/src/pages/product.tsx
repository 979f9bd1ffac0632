import type { HttpTypes } from "@medusajs/types"
import { Link, useParams } from "react-router-dom"
import { useCountry } from "../country"
import { messages } from "../messages"
import { sdk } from "../medusa"
import { Failed } from "../parts/failed"
import { Loading } from "../parts/loading"
import { Notice } from "../parts/notice"
import { Picture } from "../parts/picture"
import { BuyForm } from "../parts/buy-form"
import { useLoaded } from "../use-loaded"
import { useTitle } from "../use-title"
import { VARIANT_FIELDS } from "../variant-price"

export function ProductPage() {
  const { handle = "" } = useParams()
  const { country } = useCountry()
  const { loaded, retry } = useLoaded(
    async () =>
      (
        await sdk.store.product.list({
          handle,
          region_id: country.regionId,
          country_code: country.code,
          fields: VARIANT_FIELDS,
        })
      ).products[0],
    [handle, country.code]
  )

  switch (loaded.status) {
    case "loading":
      return <Loading />
    case "failed":
      return <Failed error={loaded.error} retry={retry} />
    case "loaded":
      return loaded.value ? <Product product={loaded.value} /> : <NoProduct />
  }
}

function Product({ product }: { product: HttpTypes.StoreProduct }) {
  useTitle(product.title)
  return (
    <article className="product">
      <Picture src={product.images?.[0]?.url ?? product.thumbnail} eager />
      <div className="product-words">
        <Link to="/" className="back-link">
          {messages.product.back}
        </Link>
        <h1>{product.title}</h1>
        {product.subtitle && <p className="product-subtitle">{product.subtitle}</p>}
        <BuyForm product={product} />
        {product.description && <p className="product-description">{product.description}</p>}
      </div>
    </article>
  )
}

function NoProduct() {
  useTitle(messages.product.notFound)
  return (
    <Notice title={messages.product.notFound}>
      <Link className="button" to="/">
        {messages.product.back}
      </Link>
    </Notice>
  )
}
