export type RouteMatch<T> =
  | { found: true; target: T; params: Record<string, string> }
  /** `known` tells whether the path exists for another method. */
  | { found: false; known: boolean }

export type Route<T> = { method: string; path: string; target: T }

/** @param routes paths with `:name` segments; the first match counts */
export function createRouter<T>(routes: readonly Route<T>[]) {
  const compiled = routes.map((route) => ({
    ...route,
    pattern: new RegExp(`^${route.path.replace(/:(\w+)/g, "(?<$1>[^/]+)")}$`),
  }))
  return (method: string, path: string): RouteMatch<T> => {
    let known = false
    for (const route of compiled) {
      const match = route.pattern.exec(path)
      if (!match) continue
      if (route.method === method) return { found: true, target: route.target, params: decoded(match.groups) }
      known = true
    }
    return { found: false, known }
  }
}

function decoded(groups: Record<string, string> | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(groups ?? {}).map(([name, value]) => [name, decode(value)]))
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
