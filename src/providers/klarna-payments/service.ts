import { KlarnaProvider } from "../shared/klarna-provider"

/** Klarna Payments, on the Hosted Payment Page or in the widget on the shop's own page. */
export default class KlarnaPaymentsProviderService extends KlarnaProvider {
  static override identifier = "klarna-payments"
}
