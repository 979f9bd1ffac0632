import { Container, Skeleton } from "@medusajs/ui"

const ROWS = 6

export const PageLoading = () => (
  <Container className="flex flex-col gap-y-4 px-6 py-4" aria-busy>
    <Skeleton className="h-7 w-1/2" />
    {Array.from({ length: ROWS }, (_, row) => (
      <Skeleton key={row} className="h-5 w-full" />
    ))}
  </Container>
)
