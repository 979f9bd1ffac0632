/** Where the console shows what an id names. */
const at = (folder: string) => (id: string | number) => `${folder}/${encodeURIComponent(id)}`

export const toOrder = at("/orders")
export const toHppSession = at("/sessions/hpp")
export const toKpSession = at("/sessions/kp")
export const toCustomerToken = at("/customer-tokens")
export const toCall = at("/calls")
export const toCallback = at("/callbacks")

/** Captures and refunds stand on the page of their order. */
export const toPartOfOrder = (orderId: string, id: string) => `${toOrder(orderId)}#${encodeURIComponent(id)}`

export const toSearch = (text: string) => `/search?${new URLSearchParams({ q: text })}`
