import { html } from "../http/reply"
export const overviewPage = () => html("<h1>Klarna sandbox</h1>")
