import { messages } from "../messages"

export function Hero() {
  return (
    <section className="hero" aria-labelledby="hero-title">
      <div className="hero-words">
        <h1 id="hero-title">{messages.products.heroTitle}</h1>
        <p>{messages.products.heroText}</p>
      </div>
      <svg className="hero-lamp" viewBox="0 0 320 360" aria-hidden="true">
        <defs>
          <linearGradient id="hero-light" x1="0" y1="0" x2="0" y2="1">
            <stop offset="0" stopColor="#ffd166" stopOpacity="0.85" />
            <stop offset="1" stopColor="#ffd166" stopOpacity="0" />
          </linearGradient>
        </defs>
        <path className="hero-light" d="M106 170 214 170 320 360 0 360Z" fill="url(#hero-light)" />
        <path d="M160 0v84" stroke="#c9d6cc" strokeWidth="3" />
        <rect x="150" y="80" width="20" height="18" rx="4" fill="#c9d6cc" />
        <path d="M84 170a76 76 0 0 1 152 0z" fill="#f3f5ef" />
        <path d="M128 170a32 32 0 0 0 64 0z" fill="#ffd166" />
        <path d="M92 326h136l10 20H82z" fill="#0d241d" />
        <path d="M98 312h120a6 6 0 0 1 0 14H98a7 7 0 0 1 0-14z" fill="#e7855f" />
        <path d="M112 298h112v14H112z" fill="#f3f5ef" />
        <path d="M104 284h104a6 6 0 0 1 0 14H104a7 7 0 0 1 0-14z" fill="#7fb3a4" />
      </svg>
    </section>
  )
}
