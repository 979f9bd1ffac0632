import {
  validateAndTransformBody,
  validateAndTransformQuery,
  type MiddlewareRoute,
} from "@medusajs/framework/http"
import { mendSchema } from "../admin/klarna/reconciliation/[id]/mend/body"
import { listDifferencesSchema } from "../admin/klarna/reconciliation/query"
import { runReconciliationSchema } from "../admin/klarna/reconciliation/run/body"

export const reconciliationRoutes: MiddlewareRoute[] = [
  {
    matcher: "/admin/klarna/reconciliation",
    methods: ["GET"],
    middlewares: [validateAndTransformQuery(listDifferencesSchema, {})],
  },
  {
    matcher: "/admin/klarna/reconciliation/run",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(runReconciliationSchema)],
  },
  {
    matcher: "/admin/klarna/reconciliation/:id/mend",
    methods: ["POST"],
    middlewares: [validateAndTransformBody(mendSchema)],
  },
]
