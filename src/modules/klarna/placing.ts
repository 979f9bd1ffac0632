import type { KlarnaConfig } from "../../config/klarna-config"
import type { KlarnaClients } from "../../klarna"
import { createAdoptOrder } from "./adopt-order"
import { createAuthorizations } from "./authorizations"
import type { Clock } from "./clock"
import { createKeepReading } from "./keep-reading"
import type { Leases } from "./leases"
import { createNoteAuthorization } from "./note-authorization"
import { createPlaceOrder } from "./place-order"
import type { OperationRow } from "./rows"
import { createResolvePlacing } from "./resolve-placing"
import { createSendOrder } from "./send-order"
import { createAuthorizationStore } from "./stores/authorization-store"
import type { ObtainToken } from "./subscriptions/obtain-token"
import type { EventStore } from "./stores/event-store"
import type { Connection } from "./stores/knex"
import type { OperationStore } from "./stores/operation-store"
import type { PurchaseStore } from "./stores/purchase-store"

type Dependencies = {
  config: KlarnaConfig
  connection: Connection
  purchases: PurchaseStore
  store: OperationStore
  inbox: EventStore
  leases: Leases
  clientsOf: (accountId: string, purchaseId?: string) => KlarnaClients
  now: Clock
  tellUnknown: (row: OperationRow) => Promise<void>
  obtainToken: ObtainToken
}

/** The way of a buyer's authorization to an order at Klarna, put together. */
export function createPlacing(dependencies: Dependencies) {
  const tokens = createAuthorizationStore(dependencies.connection, dependencies.now)
  const authorizations = createAuthorizations({ ...dependencies, authorizations: tokens })
  const adopt = createAdoptOrder({ ...dependencies, authorizations })
  const sendOrder = createSendOrder({ ...dependencies, authorizations })
  return {
    authorizations,
    keepReading: createKeepReading({ ...dependencies, tokens, authorizations }),
    note: createNoteAuthorization({ ...dependencies, authorizations: tokens }),
    adopt,
    resolvePlacing: createResolvePlacing({ ...dependencies, authorizations, adopt }),
    ...createPlaceOrder({ ...dependencies, tokens, authorizations, sendOrder }),
  }
}
