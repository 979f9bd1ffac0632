import { html, type Html } from "./html"

/** Reloads the page when the answer of an address differs from what the page was made of; typing is left alone. */
export const reloadWhenChanged = (address: string, shown: string): Html =>
  html`<script data-address="${address}" data-shown="${shown}">
    {
      const { address, shown } = document.currentScript.dataset
      const look = async () => {
        const isTyping = [...document.querySelectorAll("input")].some(
          (input) => input.value !== input.defaultValue
        )
        const answer = await fetch(address)
          .then((response) => response.json())
          .catch(() => undefined)
        if (answer && !isTyping && JSON.stringify(answer) !== shown) location.reload()
      }
      setInterval(look, 1500)
    }
  </script>`
