export { withKlarna } from "./with-klarna"
export type { KlarnaOptions } from "./options"
