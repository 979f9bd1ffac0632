import react from "@vitejs/plugin-react"
import { defineConfig } from "vite"

export default defineConfig({
  plugins: [react()],
  // Medusa brings the same React for its Admin; the shop must not end up with two.
  resolve: { dedupe: ["react", "react-dom"] },
})
