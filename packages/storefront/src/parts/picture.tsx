import { useState } from "react"

/** A product's picture, or a quiet stand-in when there is none or it does not load. The title beside it says what it is. */
export function Picture({ src, eager = false }: { src: string | null | undefined; eager?: boolean }) {
  const [broken, setBroken] = useState(false)
  return (
    <div className="picture">
      {src && !broken ? (
        <img src={src} alt="" loading={eager ? "eager" : "lazy"} onError={() => setBroken(true)} />
      ) : (
        <span className="picture-none" aria-hidden="true" />
      )}
    </div>
  )
}
