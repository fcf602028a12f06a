/** How many statements, gaps and contradictions the two upstream texts have (see CONTRIBUTING.md). */
const COUNTS = { 'CM-': 55, 'H-': 21, M: 21, X: 9 } as const

/** Every one of them, in their order: CM-1 to X9. */
export const upstreamIds: readonly string[] = Object.entries(COUNTS).flatMap(([prefix, count]) =>
  Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`),
)

const known = new Set(upstreamIds)

export function isUpstream(id: string): boolean {
  return known.has(id)
}
