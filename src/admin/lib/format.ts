/** In the browser's own way, as Medusa's Admin does. */
export const formatAmount = (amount: number, currencyCode: string): string =>
  new Intl.NumberFormat([], {
    style: "currency",
    currency: currencyCode,
    currencyDisplay: "narrowSymbol",
  }).format(amount)

/** Amounts of the ledger are minor units, and no currency that Klarna takes has others than two decimals. */
export const formatMinorAmount = (amount: number, currencyCode: string): string =>
  formatAmount(amount / 100, currencyCode)

export const formatDate = (date: string): string =>
  new Intl.DateTimeFormat([], { dateStyle: "medium" }).format(new Date(date))

export const formatDateTime = (date: string): string =>
  new Intl.DateTimeFormat([], { dateStyle: "medium", timeStyle: "short" }).format(new Date(date))

export const formatTime = (at: number): string =>
  new Intl.DateTimeFormat([], { timeStyle: "medium" }).format(at)

/** With seconds: what happened in the same minute has an order. */
export const formatDateTimeExact = (date: string): string =>
  new Intl.DateTimeFormat([], { dateStyle: "medium", timeStyle: "medium" }).format(new Date(date))
