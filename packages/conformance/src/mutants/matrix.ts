import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import type { Kill } from './kill.js'

const FILE = fileURLToPath(new URL('../../kill-matrix.json', import.meta.url))

/** The matrix as it was committed. */
export function readMatrix(): Kill[] {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Kill[]) : []
}

/** One mutant per line, so that a change shows as one. */
export function writeMatrix(kills: readonly Kill[]): void {
  writeFileSync(FILE, `[\n${kills.map((kill) => `  ${JSON.stringify(kill)}`).join(',\n')}\n]\n`)
}

export function survivors(kills: readonly Kill[]): string[] {
  return kills
    .filter(({ killedBy }) => killedBy.length === 0)
    .map(
      ({ id, does, clause }) => `${id} survives: it ${does}, and no vector of ${clause} shows it`,
    )
}

/** Where the committed matrix is not what was found. */
export function matrixProblems(committed: readonly Kill[], found: readonly Kill[]): string[] {
  const before = new Map(committed.map((kill) => [kill.id, kill]))
  const now = new Map(found.map((kill) => [kill.id, kill]))
  const ids = new Set([...before.keys(), ...now.keys()])
  return [...ids].flatMap((id) => {
    if (isDeepStrictEqual(before.get(id), now.get(id))) return []
    const what = !now.has(id) ? 'the mutant is gone' : !before.has(id) ? 'is new' : 'differs'
    return [`kill-matrix.json: ${id}: ${what} (npm run mutants -- --write takes it over)`]
  })
}
