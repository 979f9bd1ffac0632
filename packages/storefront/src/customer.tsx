import { FetchError } from "@medusajs/js-sdk"
import type { HttpTypes } from "@medusajs/types"
import { createContext, useContext, useEffect, useState, type ReactNode } from "react"
import { useCart } from "./cart"
import { Refusal } from "./error-words"
import { sdk } from "./medusa"
import { messages } from "./messages"

export type Customer = HttpTypes.StoreCustomer

interface Credentials {
  readonly email: string
  readonly password: string
}

interface CustomerState {
  readonly state:
    | { readonly status: "loading" }
    | { readonly status: "guest" }
    | { readonly status: "known"; readonly customer: Customer }
  /** The open cart becomes the customer's. */
  readonly logIn: (credentials: Credentials) => Promise<void>
  readonly register: (credentials: Credentials) => Promise<void>
  readonly logOut: () => Promise<void>
}

const CustomerContext = createContext<CustomerState | undefined>(undefined)

export function CustomerProvider({ children }: { children: ReactNode }) {
  const { state: cart, refresh, forget } = useCart()
  const [state, setState] = useState<CustomerState["state"]>({ status: "loading" })

  async function logIn(credentials: Credentials) {
    const token = await sdk.auth.login("customer", "emailpass", credentials).catch(asWrongPassword)
    if (typeof token !== "string") throw new Refusal(messages.account.otherWay)
    await enter()
  }

  async function register(credentials: Credentials) {
    await sdk.auth.register("customer", "emailpass", credentials)
    await sdk.store.customer.create({ email: credentials.email })
    // The first token does not name the customer yet.
    await logIn(credentials)
  }

  async function enter() {
    const { customer } = await sdk.store.customer.retrieve()
    // Asked for, because it may still have been on its way when the form was sent.
    const open = await refresh()
    if (open && !open.completed_at) {
      await sdk.store.cart.transferCart(open.id)
      await refresh()
    }
    setState({ status: "known", customer })
  }

  /** The cart is the customer's: who comes next begins another. */
  async function logOut() {
    await sdk.auth.logout()
    setState({ status: "guest" })
    if (cart.status === "open") await forget()
  }

  useEffect(() => {
    readCustomer().then(
      (customer) => setState(customer ? { status: "known", customer } : { status: "guest" }),
      () => setState({ status: "guest" }) // whatever needs the server will say what is wrong
    )
  }, [])

  return (
    <CustomerContext.Provider value={{ state, logIn, register, logOut }}>{children}</CustomerContext.Provider>
  )
}

export function useCustomer(): CustomerState {
  const customer = useContext(CustomerContext)
  if (!customer) throw new Error("useCustomer needs CustomerProvider")
  return customer
}

async function readCustomer(): Promise<Customer | undefined> {
  if (!(await sdk.client.getToken())) return undefined
  try {
    return (await sdk.store.customer.retrieve()).customer
  } catch (error) {
    if (!isUnauthorized(error)) throw error
    sdk.client.clearToken()
    return undefined // logged in too long ago
  }
}

const isUnauthorized = (error: unknown) => error instanceof FetchError && error.status === 401

function asWrongPassword(error: unknown): never {
  throw isUnauthorized(error) ? new Refusal(messages.account.wrong) : error
}
