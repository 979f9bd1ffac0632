import { BrowserRouter, Route, Routes } from "react-router-dom"
import { CartProvider } from "./cart"
import { CountryProvider } from "./country"
import { CustomerProvider } from "./customer"
import { AccountPage } from "./pages/account"
import { CartPage } from "./pages/cart"
import { CheckoutPage } from "./pages/checkout"
import { ConfirmedPage } from "./pages/confirmed"
import { KioskPage } from "./pages/kiosk"
import { NotFoundPage } from "./pages/not-found"
import { PaymentCollectionPage } from "./pages/payment-collection"
import { PendingPage } from "./pages/pending"
import { ProductPage } from "./pages/product"
import { ProductsPage } from "./pages/products"
import { TermsPage } from "./pages/terms"
import { Layout } from "./parts/layout"

/** The server sends shoppers to the paths of checkout, pending, confirmed, payment-collection and terms. */
export function App() {
  return (
    <CountryProvider>
      <CartProvider>
        <CustomerProvider>
          <BrowserRouter>
            <Routes>
              <Route path="kiosk" element={<KioskPage />} />
              <Route element={<Layout />}>
                <Route index element={<ProductsPage />} />
                <Route path="products/:handle" element={<ProductPage />} />
                <Route path="cart" element={<CartPage />} />
                <Route path="account" element={<AccountPage />} />
                <Route path="checkout" element={<CheckoutPage />} />
                <Route path="checkout/pending" element={<PendingPage />} />
                <Route path="order/:orderId/confirmed" element={<ConfirmedPage />} />
                <Route path="payment-collection/:collectionId" element={<PaymentCollectionPage />} />
                <Route path="terms" element={<TermsPage />} />
                <Route path="*" element={<NotFoundPage />} />
              </Route>
            </Routes>
          </BrowserRouter>
        </CustomerProvider>
      </CartProvider>
    </CountryProvider>
  )
}
