import type { Clause } from '../../src/spec/clause.js'
import type { Results } from '../../src/suite/results.js'

interface Fake {
  readonly name?: string
  readonly dialect?: 'spec' | 'rs' | 'go'
  /** How many tests. */
  readonly count?: number
  /** Of ten tests so many fail. */
  readonly failing?: number
  /** Bytes of the longest body. */
  readonly bytes?: number
  /** What a port says of itself, wherever it can say something. */
  readonly words?: string
}

/** Plain JavaScript, for what looks at pages in a browser is not compiled. */
interface Module {
  fakeResults(clauses: readonly Clause[], options?: Fake): Results
}

/** Results as of a port, all statuses among them; the same for the same options. */
export const { fakeResults } = (await import(
  new URL('./fake-results.mjs', import.meta.url).href
)) as Module
