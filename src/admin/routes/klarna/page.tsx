import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Klarna } from "@medusajs/icons"
import { Navigate } from "react-router-dom"

/** The entry of the sidebar that holds Klarna's pages. */
const KlarnaPages = () => <Navigate to="/klarna/payment-links" replace />

export const config = defineRouteConfig({ label: "title", icon: Klarna, translationNs: "klarna" })

export default KlarnaPages
