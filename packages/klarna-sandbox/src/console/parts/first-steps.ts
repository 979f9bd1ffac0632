import { html, type Html } from "../../pages/html"
import type { Sandbox } from "../../sandbox"

/** What to do when there is nothing yet: for a shop of one's own, for a look, with curl. */
export function firstSteps({ url, merchants }: Sandbox): Html {
  const [merchant] = merchants
  const curl = `curl -u ${merchant?.username}:${merchant?.key} ${url}/checkout/v3/orders \\
  -H 'Content-Type: application/json' -d '{
    "purchase_country": "SE", "purchase_currency": "SEK", "locale": "sv-SE",
    "order_amount": 10000, "order_tax_amount": 2000,
    "order_lines": [{ "name": "Lamp", "quantity": 1, "unit_price": 10000, "tax_rate": 2500,
      "total_amount": 10000, "total_tax_amount": 2000 }],
    "merchant_urls": { "terms": "https://shop.example/terms",
      "checkout": "https://shop.example/checkout", "confirmation": "https://shop.example/thanks",
      "push": "http://localhost:9000/push" } }'`
  return html`<ol class="steps">
    <li>
      <p>
        Point your shop's Klarna client at <code>${url}</code>, with user
        <code>${merchant?.username}</code> and password <code>${merchant?.key}</code>.
      </p>
    </li>
    <li>
      <p>Or take a look with an order made for you, on a page where you can pay it.</p>
      <form method="post" action="/sample"><button class="main">Make a sample order</button></form>
    </li>
    <li>
      <p>Or with curl.</p>
      <div class="snippet">
        <pre tabindex="0" role="region" aria-label="curl command">${curl}</pre>
        <button type="button" class="small" data-copy="${curl}">Copy</button>
      </div>
    </li>
  </ol>`
}
