import { useEffect, useRef } from "react"
import { Link, Outlet, useLocation } from "react-router-dom"
import { messages } from "../messages"
import { CartLink } from "./cart-link"
import { CountryPicker } from "./country-picker"

export function Layout() {
  const main = useFocusOnNewPage()
  return (
    <>
      <a className="skip-link" href="#content">
        {messages.shop.skip}
      </a>
      <header className="header">
        <Link to="/" className="brand" aria-label={messages.shop.home}>
          {messages.shop.name}
        </Link>
        <CountryPicker />
        <Link to="/account" className="account-link" aria-label={messages.account.title}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <circle cx="12" cy="8" r="4" />
            <path d="M4 21c0-4.4 3.6-7 8-7s8 2.6 8 7" />
          </svg>
          <span>{messages.account.title}</span>
        </Link>
        <CartLink />
      </header>
      <main id="content" ref={main} tabIndex={-1}>
        <Outlet />
      </main>
      <footer className="footer">
        <p>
          {messages.shop.footer} <Link to="/terms">{messages.shop.terms}</Link>
        </p>
      </footer>
    </>
  )
}

/** The browser does this for a new document; a page change without one has to do it itself. */
function useFocusOnNewPage() {
  const { pathname } = useLocation()
  const main = useRef<HTMLElement>(null)
  const shown = useRef(pathname)

  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    main.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [pathname])

  return main
}
