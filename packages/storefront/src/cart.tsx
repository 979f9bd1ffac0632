import type { HttpTypes } from "@medusajs/types"
import { createContext, useContext, useEffect, useState, type ReactNode } from "react"
import { CART_FIELDS } from "./cart-fields"
import { useCountry, type Country } from "./country"
import { isNotFound } from "./error-words"
import { sdk } from "./medusa"
import { stored } from "./stored"

export type Cart = HttpTypes.StoreCart
type Item = Pick<HttpTypes.StoreAddCartLineItem, "variant_id" | "quantity" | "metadata">
type CartChange = (cart: Cart) => Promise<Cart>

interface CartState {
  /** `ordered` carts stay here until the shopper leaves them: pages show the way to their order. */
  readonly state:
    | { readonly status: "loading" }
    | { readonly status: "failed"; readonly error: unknown }
    | { readonly status: "none" }
    | { readonly status: "open" | "ordered"; readonly cart: Cart }
  /** Reads the cart again and answers it, undefined when there is none. */
  readonly refresh: () => Promise<Cart | undefined>
  /** Runs one change on the open cart. When it fails the cart is read again, as it may have been ordered elsewhere. */
  readonly change: (work: CartChange) => Promise<void>
  /** Puts a variant into the open cart, or into a new one. */
  readonly add: (variantId: string, quantity: number, metadata?: Record<string, unknown>) => Promise<void>
  /** Moves shop and cart to another country. Rejects, and moves nothing, when the cart cannot be sold there. */
  readonly moveTo: (country: Country) => Promise<void>
  /** Leaves the cart behind. */
  readonly forget: () => Promise<void>
}

const storedCartId = stored("lykta.cart_id")
const CartContext = createContext<CartState | undefined>(undefined)

export function CartProvider({ children }: { children: ReactNode }) {
  const { countries, country, setCountry } = useCountry()
  const [state, setState] = useState<CartState["state"]>({ status: "loading" })

  const heldCart = "cart" in state ? state.cart : undefined

  function show(cart: Cart | undefined) {
    setState(cart ? { status: cart.completed_at ? "ordered" : "open", cart } : { status: "none" })
  }

  /** Another tab may have begun a newer cart: then that one is stored, and taken up. */
  async function forget() {
    if (heldCart && storedCartId.read() === heldCart.id) storedCartId.clear()
    show(undefined)
    await load()
  }

  async function refresh() {
    const cart = await readCart(heldCart?.id ?? storedCartId.read())
    show(cart)
    return cart
  }

  async function load() {
    try {
      const cart = await readCart(storedCartId.read())
      show(cart)
      // Another tab may have moved the cart to another country. What is in the cart wins.
      const home = countries.find(({ regionId }) => regionId === cart?.region_id)
      if (home && home.regionId !== country.regionId) setCountry(home.code)
    } catch (error) {
      setState({ status: "failed", error })
    }
  }

  async function change(work: CartChange) {
    if (state.status !== "open") return
    try {
      show(await work(state.cart))
    } catch (error) {
      await refresh().catch(() => undefined) // the first error is the one worth telling
      throw error
    }
  }

  async function begin(item: Item) {
    const { cart } = await sdk.store.cart.create(
      {
        region_id: country.regionId,
        // Taxes are worked out from the country, so prices are right before an address is known.
        shipping_address: { country_code: country.code },
        items: [item],
      },
      CART_FIELDS
    )
    storedCartId.write(cart.id)
    show(cart)
  }

  async function add(variant_id: string, quantity: number, metadata?: Record<string, unknown>) {
    const item: Item = { variant_id, quantity, metadata }
    if (state.status !== "open") return begin(item)
    await change(async ({ id }) => (await sdk.store.cart.createLineItem(id, item, CART_FIELDS)).cart)
  }

  async function moveTo(next: Country) {
    await change(async (cart) =>
      cart.region_id === next.regionId
        ? cart
        : (await sdk.store.cart.update(cart.id, { region_id: next.regionId }, CART_FIELDS)).cart
    )
    setCountry(next.code)
  }

  useEffect(() => {
    void load()
  }, [])

  return (
    <CartContext.Provider value={{ state, refresh, change, add, moveTo, forget }}>
      {children}
    </CartContext.Provider>
  )
}

export function useCart(): CartState {
  const cart = useContext(CartContext)
  if (!cart) throw new Error("useCart needs CartProvider")
  return cart
}

async function readCart(id: string | null): Promise<Cart | undefined> {
  if (!id) return undefined
  try {
    return (await sdk.store.cart.retrieve(id, CART_FIELDS)).cart
  } catch (error) {
    if (!isNotFound(error)) throw error
    return undefined // the shop's database was begun anew
  }
}
