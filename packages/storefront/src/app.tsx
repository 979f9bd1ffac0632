import { BrowserRouter, Route, Routes } from "react-router-dom"
import { CartProvider } from "./cart"
import { CountryProvider } from "./country"
import { CartPage } from "./pages/cart"
import { CheckoutPage } from "./pages/checkout"
import { ConfirmedPage } from "./pages/confirmed"
import { NotFoundPage } from "./pages/not-found"
import { PendingPage } from "./pages/pending"
import { ProductPage } from "./pages/product"
import { ProductsPage } from "./pages/products"
import { TermsPage } from "./pages/terms"
import { Layout } from "./parts/layout"

/** The paths of checkout, pending, confirmed and terms are known to the server, which sends shoppers to them. */
export function App() {
  return (
    <CountryProvider>
      <CartProvider>
        <BrowserRouter>
          <Routes>
            <Route element={<Layout />}>
              <Route index element={<ProductsPage />} />
              <Route path="products/:handle" element={<ProductPage />} />
              <Route path="cart" element={<CartPage />} />
              <Route path="checkout" element={<CheckoutPage />} />
              <Route path="checkout/pending" element={<PendingPage />} />
              <Route path="order/:orderId/confirmed" element={<ConfirmedPage />} />
              <Route path="terms" element={<TermsPage />} />
              <Route path="*" element={<NotFoundPage />} />
            </Route>
          </Routes>
        </BrowserRouter>
      </CartProvider>
    </CountryProvider>
  )
}
