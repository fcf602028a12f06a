import type { Expect, Operation } from '@car-mirror/vectors'
import { changesBetween } from './differences.js'
import { layoutFrom, readSource } from './source.js'
import { newestVersion, readLayout } from './versions.js'

/** A vector as an edit of the text changes it: what it expects, or the category that it refuses as. */
export interface ChangedVector {
  readonly id: string
  readonly requirements: readonly string[]
  readonly before: Expect<Operation> | string | undefined
  readonly after: Expect<Operation> | string | undefined
}

/** The vectors that follow from the text as it stands and not as they lie here. */
export async function changedVectors(): Promise<ChangedVector[]> {
  const version = newestVersion()
  if (version === undefined) return []
  const { files } = await layoutFrom(readSource(), version)
  return changesBetween(readLayout(version), files).map(({ id, requirements, before, after }) => {
    const said = (vector: typeof before) => vector?.expect ?? vector?.error
    return { id, requirements, before: said(before), after: said(after) }
  })
}
