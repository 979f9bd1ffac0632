import "@fontsource-variable/familjen-grotesk"
import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { App } from "./app"
import { MissingKeyPage } from "./pages/missing-key"
import { settings } from "./settings"
import "./styles/account.css"
import "./styles/base.css"
import "./styles/controls.css"
import "./styles/kiosk.css"
import "./styles/layout.css"
import "./styles/pages.css"
import "./styles/payment-link.css"

const root = document.getElementById("root")
if (!root) throw new Error("index.html has no #root")

createRoot(root).render(<StrictMode>{settings.publishableKey ? <App /> : <MissingKeyPage />}</StrictMode>)
