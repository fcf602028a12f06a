export type UpstreamKind = 'statement' | 'gap' | 'contradiction'

/** How many of each there are; spec/sources.md says what each of them is. */
const GROUPS = {
  'CM-': { count: 55, kind: 'statement' },
  'H-': { count: 21, kind: 'statement' },
  M: { count: 21, kind: 'gap' },
  X: { count: 9, kind: 'contradiction' },
} as const satisfies Readonly<Record<string, { count: number; kind: UpstreamKind }>>

const kinds = new Map<string, UpstreamKind>(
  Object.entries(GROUPS).flatMap(([prefix, { count, kind }]) =>
    Array.from({ length: count }, (_, index) => [`${prefix}${index + 1}`, kind] as const),
  ),
)

/** Every one of them, in their order: CM-1 to X9. */
export const upstreamIds: readonly string[] = [...kinds.keys()]

export function isUpstream(id: string): boolean {
  return kinds.has(id)
}

/** Whether upstream says it, or it was found that upstream does not, or says two things. */
export function upstreamKind(id: string): UpstreamKind | undefined {
  return kinds.get(id)
}
