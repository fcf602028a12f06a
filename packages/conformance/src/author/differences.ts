import { isDeepStrictEqual } from 'node:util'
import type { Vector, VectorFile } from '@car-mirror/vectors'
import type { Layout } from './layout.js'

/** One vector before and after an edit; undefined where there is none. */
export interface VectorChange {
  readonly id: string
  readonly requirements: readonly string[]
  readonly file: string
  readonly before: Vector | undefined
  readonly after: Vector | undefined
}

/** The vectors in which two versions differ, in the order of their files. */
export function changesBetween(before: Layout, after: Layout): VectorChange[] {
  const [old, now] = [vectorsOf(before), vectorsOf(after)]
  const ids = new Set([...now.keys(), ...old.keys()])
  return [...ids].flatMap((id) => {
    const [was, is] = [old.get(id), now.get(id)]
    if (isDeepStrictEqual(was?.vector, is?.vector)) return []
    const { file, vector } = (is ?? was)!
    const { requirements } = vector
    return [{ id, requirements, file, before: was?.vector, after: is?.vector }]
  })
}

/** Files besides those of vectors in which two versions differ. */
export function otherChanges(before: Layout, after: Layout): string[] {
  const paths = new Set([...before.keys(), ...after.keys()])
  return [...paths].filter((path) => !isVectors(path) && before.get(path) !== after.get(path))
}

function vectorsOf(files: Layout): Map<string, { file: string; vector: Vector }> {
  return new Map(
    [...files]
      .filter(([path]) => isVectors(path))
      .flatMap(([path, text]) => {
        const { vectors } = JSON.parse(text) as VectorFile
        return vectors.map((vector): [string, { file: string; vector: Vector }] => {
          return [vector.id, { file: path, vector: withoutEvidence(vector) }]
        })
      }),
  )
}

/** Vectors of dialects in 0.1.0 say where they come from, which is nothing that is asked of a port. */
function withoutEvidence({ evidence: _, ...vector }: Vector & { evidence?: string }): Vector {
  return vector
}

function isVectors(path: string): boolean {
  return path.includes('/') && path.endsWith('.json')
}
