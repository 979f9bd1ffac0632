import { languages } from "../../pages/messages/messages-for"

const TEXTS = Object.fromEntries(Object.entries(languages).map(([code, { widget }]) => [code, widget]))

/**
 * The script that a shop's page loads in place of Klarna's: plain JavaScript for any browser, with the results
 * and errors of the documented one.
 *
 * @param origin where the sandbox answers
 */
export const widgetScript = (origin: string): string => `(() => {
  "use strict"
  const ORIGIN = ${JSON.stringify(origin)}
  const TEXTS = ${JSON.stringify(TEXTS)}
${PROGRAM}})()
`

const PROGRAM = String.raw`  const EVENTS = ["heightChanged", "fullscreenOverlayShown", "fullscreenOverlayHidden"]
  const PREFERRED = ["card", "direct_debit", "direct_bank_transfer"]
  const listeners = new Map(EVENTS.map((name) => [name, new Set()]))
  const loaded = new Map()
  let clientToken
  let claims
  let finalizing

  // In the language of the session, which its token names.
  const say = () => TEXTS[claims.language] || TEXTS.en

  const emit = (name, detail) => listeners.get(name).forEach((listener) => listener(detail))

  const fail = (name, message, callback, result) => {
    if (callback) callback(result)
    throw Object.assign(new Error(message), { name })
  }

  // Both documented forms: with data before the callback, and without.
  const given = (options, data, callback) =>
    typeof data === "function"
      ? { options: options || {}, data: {}, callback: data }
      : { options: options || {}, data: data || {}, callback: callback || (() => undefined) }

  const ask = (action, body) =>
    fetch(ORIGIN + "/kp/widget/" + action, {
      method: "POST",
      body: JSON.stringify({ client_token: clientToken, ...body }),
    }).then((answer) => answer.json())

  function init({ client_token } = {}) {
    try {
      const [, payload] = /^[\w-]+\.([\w-]+)\.[\w-]+$/.exec(client_token)
      const json = atob(payload.replace(/-/g, "+").replace(/_/g, "/"))
      claims = JSON.parse(json)
    } catch {
      fail("InvalidClientTokenError", "The client_token is not a valid token")
    }
    clientToken = client_token
    loaded.clear()
    finalizing = undefined
  }

  const needInit = (callback, result) =>
    clientToken || fail("ApplicationNotInitializedError", "Call init first", callback, result)

  // An instance shows one category, or several under an id.
  const keyOf = ({ instance_id, payment_method_category }) => instance_id || payment_method_category

  function categoryOf(options, callback, result) {
    const category = options.payment_method_category || (options.payment_method_categories || [])[0]
    const offered = claims.payment_method_categories || []
    if (!category && (options.instance_id ? loaded.size === 0 : offered.length !== 1)) {
      fail("PaymentMethodCategoryNotProvidedError", "Name a payment_method_category", callback, result)
    }
    const wanted = [].concat(options.payment_method_categories || category || [])
    if (wanted.some((name) => !offered.includes(name))) {
      fail("PaymentMethodCategoryNotSupportedError", "The session does not offer " + wanted, callback, result)
    }
    return category || offered[0]
  }

  function elementOf(container, callback, result) {
    let element = container
    try {
      if (typeof container === "string") element = document.querySelector(container)
    } catch {
      element = null
    }
    if (element instanceof Element) return element
    fail("InvalidContainerSelectorError", "There is no element " + container, callback, result)
  }

  function load(...all) {
    const { options, data, callback } = given(...all)
    const negative = { show_form: false }
    needInit(callback, negative)
    const { container, preferred_payment_method: preferred } = options
    const element = elementOf(container, callback, negative)
    const category = categoryOf(options, callback, negative)
    if (preferred && !PREFERRED.includes(preferred)) {
      fail("PreferredPaymentMethodNotSupportedError", preferred + " is not supported", callback, negative)
    }
    ask("load", { payment_method_category: category, data })
      .then(({ name, ...result }) => {
        element.replaceChildren()
        const key = keyOf(options) || category
        loaded.delete(key)
        if (result.show_form) {
          loaded.set(key, { category, element })
          show(element, name, say().hint)
        }
        callback(result)
      })
      .catch(() => callback(negative))
  }

  function show(element, name, hint) {
    const box = document.createElement("div")
    box.dataset.klarnaSandbox = "form"
    box.style.cssText =
      "border:1px solid #c9ced6;border-radius:10px;padding:14px 16px;font:15px/1.4 system-ui,sans-serif;color:#1c1f26;background:#fff"
    const title = document.createElement("strong")
    title.textContent = name
    const text = document.createElement("div")
    text.textContent = hint
    text.style.cssText = "color:#5a6372;font-size:13px"
    box.append(title, text)
    element.append(box)
    emit("heightChanged", { height: box.offsetHeight })
  }

  // What the consumer decides in Klarna's own window.
  function decide() {
    const texts = say()
    const dialog = document.createElement("dialog")
    dialog.dataset.klarnaSandbox = "flow"
    dialog.style.cssText =
      "box-sizing:border-box;border:0;border-radius:14px;padding:22px;font:16px/1.4 system-ui,sans-serif;width:min(22rem,90vw);color:#1c1f26"
    const title = document.createElement("h2")
    title.textContent = texts.title
    title.style.cssText = "margin:0 0 14px;font-size:18px"
    dialog.append(title)
    emit("fullscreenOverlayShown")
    return new Promise((resolve) => {
      const choose = (result) => {
        dialog.remove()
        emit("fullscreenOverlayHidden")
        resolve(result)
      }
      for (const result of ["approve", "decline", "close"]) {
        const button = document.createElement("button")
        button.type = "button"
        button.dataset.result = result
        button.textContent = texts[result]
        button.style.cssText =
          "display:block;width:100%;margin-top:8px;padding:12px;border:1px solid #c9ced6;border-radius:10px;background:" +
          (result === "approve" ? "#1c1f26;color:#fff" : "#fff;color:#1c1f26") + ";font:inherit;cursor:pointer"
        button.addEventListener("click", () => choose(result))
        dialog.append(button)
      }
      dialog.addEventListener("cancel", () => choose("close"))
      document.body.append(dialog)
      dialog.showModal()
    })
  }

  function instanceOf(options, callback, negative) {
    needInit(callback, negative)
    const key = keyOf(options)
    if (!key && loaded.size === 1) return [...loaded.values()][0]
    if (!key) fail("PaymentMethodCategoryNotProvidedError", "Name a payment_method_category", callback, negative)
    return loaded.get(key) || fail("ApplicationNotLoadedError", "Call load first", callback, negative)
  }

  function settle(instance, result, callback) {
    if (!result.show_form) instance.element.replaceChildren()
    // What can be mended, and a window that was closed, leave the last step to be done.
    const isUndone = finalizing === instance && !result.approved && result.show_form
    finalizing = result.finalize_required || isUndone ? instance : undefined
    callback(result)
  }

  function authorize(...all) {
    const { options, data, callback } = given(...all)
    const negative = { approved: false, show_form: false }
    const instance = instanceOf(options, callback, negative)
    decide()
      .then((result) =>
        ask("authorize", {
          payment_method_category: instance.category,
          auto_finalize: options.auto_finalize,
          data,
          result,
        })
      )
      .then((result) => settle(instance, result, callback))
      .catch(() => callback(negative))
  }

  // The widget is gone and the consumer sees nothing: the answer is Klarna's alone.
  function reauthorize(...all) {
    const { options, data, callback } = given(...all)
    const negative = { approved: false, show_form: false }
    const instance = instanceOf(options, callback, negative)
    ask("authorize", { payment_method_category: instance.category, data })
      .then(callback)
      .catch(() => callback(negative))
  }

  function finalize(...all) {
    const { data, callback } = given(...all)
    const negative = { approved: false, show_form: false }
    needInit(callback, negative)
    const instance =
      finalizing || fail("OperationNotSupportedError", "Nothing waits to be finalized", callback, negative)
    decide()
      .then((result) => ask("finalize", { data, result }))
      .then((result) => settle(instance, result, callback))
      .catch(() => callback(negative))
  }

  function loadPaymentReview(...all) {
    const { options, callback } = given(...all)
    const negative = { show_form: false }
    needInit(callback, negative)
    if (claims.purchase_country !== "US") {
      fail("OperationNotSupportedError", "There is a payment review in the US only", callback, negative)
    }
    const element = elementOf(options.container, callback, negative)
    element.replaceChildren()
    show(element, "Klarna", say().review)
    callback({ show_form: true })
  }

  const known = (name) => listeners.get(name) || fail("EventNotSupportedError", name + " is not an event")
  const on = (name, listener) => void known(name).add(listener)
  const off = (name, listener) => void (listener ? known(name).delete(listener) : known(name).clear())

  window.Klarna = window.Klarna || {}
  window.Klarna.Payments = { init, load, authorize, reauthorize, finalize, loadPaymentReview, on, off }
  if (typeof window.klarnaAsyncCallback === "function") window.klarnaAsyncCallback()
`
