import type { Operation, Subject } from '@car-mirror/vectors'

/** Those operations of a subject in which a dialect differs by its pins at most. */
export function kept(base: Subject, ...operations: readonly Operation[]): Subject {
  return Object.fromEntries(operations.map((operation) => [operation, base[operation]]))
}
