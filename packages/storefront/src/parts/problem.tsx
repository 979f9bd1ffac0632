/** The failure of something the shopper just did, beside where they did it. */
export function Problem({ text }: { text: string | undefined }) {
  // The region is always in the page: screen readers announce what appears in it, not the region appearing.
  return (
    <div role="alert" className="problem">
      {text}
    </div>
  )
}
