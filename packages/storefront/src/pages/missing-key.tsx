import { messages } from "../messages"
import { Notice } from "../parts/notice"

export function MissingKeyPage() {
  return (
    <main>
      <Notice title={messages.missingKey.title} text={messages.missingKey.text}>
        <p>{messages.missingKey.how}</p>
        <pre>
          <code>
            VITE_PUBLISHABLE_KEY=pk_… npm run dev -w klarna-demo-storefront -- --port 8000 --strictPort
          </code>
        </pre>
      </Notice>
    </main>
  )
}
