import fc from 'fast-check'
import { expect, it } from 'vitest'
import { blocks } from './scan-blocks.js'
import { edits } from './scan-edits.js'
import { libraryLinks, ourLinks } from './scan-oracle.js'

/** Mutated blocks of each codec. */
const RUNS = Number(process.env.SCAN_FUZZ_RUNS ?? 10_000)
const MUTANTS = 10

it.each(['dag-cbor', 'dag-pb'] as const)(
  'takes, refuses and finds in a damaged %s block what the library does',
  (codec) => {
    const mutants = fc.array(edits, { minLength: MUTANTS, maxLength: MUTANTS })
    let taken = 0
    fc.assert(
      fc.property(blocks[codec], mutants, (block, changes) => {
        for (const change of [(bytes: Uint8Array) => bytes, ...changes]) {
          const bytes = change(block)
          const links = libraryLinks(codec, bytes)
          if (links) taken++
          // toEqual costs more than all the rest.
          if (String(ourLinks(codec, bytes)) !== String(links)) {
            expect(ourLinks(codec, bytes)).toEqual(links)
          }
        }
      }),
      { numRuns: RUNS / MUTANTS },
    )
    // Many of them good, most of them bad, or it would be no test.
    expect(taken).toBeGreaterThan(RUNS / 10)
    expect(taken).toBeLessThan(RUNS)
  },
  3_600_000,
)
