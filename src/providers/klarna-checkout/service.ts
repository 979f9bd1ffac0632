import { KlarnaProvider } from "../base/klarna-provider"

/** Klarna Checkout on the Hosted Payment Page. */
export default class KlarnaCheckoutProviderService extends KlarnaProvider {
  static override identifier = "klarna-checkout"
}
