import { formatMoney } from "../../pages/money"

/** The same for every locale, so that amounts of different orders can be compared. */
export const money = (amount: number, currency: string) => formatMoney(amount, currency, "en")
