/**
 * Klarna's widget on the shop's own page, as functions that return promises. Needs no framework: copy this file.
 * What comes back is an authorization token; what it is good for (an order, a customer token) is the shop's.
 *
 * @see https://docs.klarna.com/payments/web-payments/additional-resources/klarna-payments-sdk-reference
 */

/** Klarna's own script. The sandbox has one that answers the same, at `/lib/v1/api.js`. */
export const KLARNA_SCRIPT_URL = "https://x.klarnacdn.net/kp/lib/v1/api.js"

/** A way to pay, from `payment_method_categories` of the payment session's data. */
export interface PaymentMethodCategory {
  /** `klarna`, `pay_later`, `pay_now`, `pay_over_time`, ... */
  readonly identifier: string
  /** In the language of the session; Klarna wants it shown as it is. */
  readonly name: string
  readonly asset_urls?: { readonly standard?: string; readonly descriptive?: string }
}

/** Klarna's address; leave out what is not known. */
export interface KlarnaAddress {
  organization_name?: string
  given_name?: string
  family_name?: string
  email?: string
  phone?: string
  street_address?: string
  street_address2?: string
  postal_code?: string
  city?: string
  /** The state, where there is one. */
  region?: string
  /** Two letters. */
  country?: string
}

/** Who buys. Klarna gets it when the shopper pays, and not before. */
export interface KlarnaBuyer {
  billing_address?: KlarnaAddress
  shipping_address?: KlarnaAddress
}

/** What came of `authorize`, `reauthorize` or `finalize`. Nothing is paid before the server has placed the order. */
export type Authorization =
  | { readonly outcome: "approved"; readonly authorizationToken: string }
  /** Approved but for the last step: call `finalize`, again from a click. */
  | { readonly outcome: "finalize_required" }
  /** The shopper can mend it: Klarna's names of the fields, e.g. "billing_address.email". */
  | { readonly outcome: "invalid_fields"; readonly fields: readonly string[] }
  /** The shopper left Klarna's window, and may open it again. */
  | { readonly outcome: "closed" }
  /** Klarna says no: hide this category, another one may do. */
  | { readonly outcome: "refused" }

/** One at a time on a page: Klarna's script knows only the token it was given last. */
export interface KlarnaWidget {
  /**
   * Shows a category in an element of the page; again after every change of the session.
   *
   * @param container the element, or a selector of it
   * @returns whether the category is offered; if not, hide it
   */
  load(category: string, container: HTMLElement | string): Promise<boolean>
  /**
   * Opens Klarna's window. Call it first thing in the click, with nothing awaited before: browsers block windows
   * that nobody clicked for.
   *
   * @param autoFinalize false when the shopper has one more page to confirm: see `finalize_required`
   */
  authorize(category: string, buyer: KlarnaBuyer, autoFinalize?: boolean): Promise<Authorization>
  /**
   * Asks for what the session says now, where the shopper had agreed to what it said before. Klarna shows them
   * nothing; anything but "approved" or "invalid_fields" means that `authorize` has to.
   */
  reauthorize(category: string, buyer: KlarnaBuyer): Promise<Authorization>
  finalize(category: string, buyer: KlarnaBuyer): Promise<Authorization>
}

/** Klarna's script did not come: offline, or blocked by the browser or something in it. */
export class KlarnaScriptError extends Error {
  override name = "KlarnaScriptError"
}

/**
 * Loads the script if the page has not yet, and hands it the session's token.
 *
 * @throws KlarnaScriptError, or Klarna's `InvalidClientTokenError`
 */
export async function startKlarnaWidget(
  clientToken: string,
  scriptUrl = KLARNA_SCRIPT_URL
): Promise<KlarnaWidget> {
  const payments = await loadKlarnaScript(scriptUrl)
  payments.init({ client_token: clientToken })
  return {
    async load(payment_method_category, container) {
      const result = await answerOf((done) => payments.load({ container, payment_method_category }, done))
      return result.show_form === true
    },
    // Not async: what runs before Klarna's own call would cost the click.
    authorize: (payment_method_category, buyer, auto_finalize = true) =>
      answerOf((done) => payments.authorize({ payment_method_category, auto_finalize }, buyer, done)).then(
        toAuthorization
      ),
    reauthorize: (payment_method_category, buyer) =>
      answerOf((done) => payments.reauthorize({ payment_method_category }, buyer, done)).then(
        toAuthorization
      ),
    finalize: (payment_method_category, buyer) =>
      answerOf((done) => payments.finalize({ payment_method_category }, buyer, done)).then(toAuthorization),
  }
}

/** Both must be there: an approval without a token is good for nothing. */
function toAuthorization(result: KlarnaResult): Authorization {
  const { approved, authorization_token, finalize_required, show_form, error } = result
  if (approved && authorization_token) return { outcome: "approved", authorizationToken: authorization_token }
  if (approved && finalize_required) return { outcome: "finalize_required" }
  if (error?.invalid_fields?.length) return { outcome: "invalid_fields", fields: error.invalid_fields }
  return { outcome: show_form ? "closed" : "refused" }
}

/** Klarna's calls answer a callback. One that throws has called it before; what it throws says more. */
function answerOf(call: (done: (result: KlarnaResult) => void) => void): Promise<KlarnaResult> {
  return new Promise((resolve, reject) => {
    try {
      call((result) => queueMicrotask(() => resolve(result)))
    } catch (error) {
      reject(error)
    }
  })
}

const SCRIPT_WITHIN_MS = 20_000
let loading: Promise<KlarnaPayments> | undefined

/** Once per page, however many ask; a failure is forgotten, so that it can be tried again. */
function loadKlarnaScript(url: string): Promise<KlarnaPayments> {
  loading ??= insertScript(url).catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}

function insertScript(url: string): Promise<KlarnaPayments> {
  if (window.Klarna?.Payments) return Promise.resolve(window.Klarna.Payments)
  return new Promise((resolve, reject) => {
    const script = document.createElement("script")
    const timer = window.setTimeout(() => fail("did not come in time"), SCRIPT_WITHIN_MS)

    function fail(how: string) {
      window.clearTimeout(timer)
      script.remove()
      reject(new KlarnaScriptError(`Klarna's script ${how}: ${url}`))
    }
    function ready() {
      if (!window.Klarna?.Payments) return
      window.clearTimeout(timer)
      resolve(window.Klarna.Payments)
    }

    // Whoever else on the page waits for it is told as well.
    const others = window.klarnaAsyncCallback
    window.klarnaAsyncCallback = () => {
      others?.()
      ready()
    }
    script.addEventListener("load", ready)
    script.addEventListener("error", () => fail("could not be loaded"))
    script.async = true
    script.src = url
    document.head.append(script)
  })
}

/** What Klarna's script answers, of all calls together. */
interface KlarnaResult {
  readonly show_form?: boolean
  readonly approved?: boolean
  readonly authorization_token?: string
  readonly finalize_required?: boolean
  readonly error?: { readonly invalid_fields?: readonly string[] }
}

type Done = (result: KlarnaResult) => void

interface KlarnaPayments {
  init(options: { client_token: string }): void
  load(options: { container: HTMLElement | string; payment_method_category: string }, done: Done): void
  authorize(
    options: { payment_method_category: string; auto_finalize: boolean },
    data: KlarnaBuyer,
    done: Done
  ): void
  reauthorize(options: { payment_method_category: string }, data: KlarnaBuyer, done: Done): void
  finalize(options: { payment_method_category: string }, data: KlarnaBuyer, done: Done): void
}

declare global {
  interface Window {
    Klarna?: { readonly Payments?: KlarnaPayments }
    klarnaAsyncCallback?: () => void
  }
}
