import type { Hex } from './bytes.js'
import { digested, fromHex } from './expand.js'
import type { Vector } from './file.js'
import type { NamedDag } from './named-dag.js'
import type { Filter, GivenStatus, Names, Operation, StatusClaim } from './operations.js'
import type { Outcome } from './subject.js'

/** Whether a filter has an element; asked of an implementation that is known to be right. */
export type HasElement = (filter: Filter<Hex>, element: Uint8Array) => boolean

/** Text that is compared by what it means. */
const MEANING: Readonly<Record<string, (text: string) => string>> = {
  path: plainPath,
  type: plainType,
}

/** Lists of names whose order means nothing. */
const SETS = new Set(['stored', 'unavailable', 'missing'])

/** One thing in which an outcome is not what a vector wants. */
export interface Difference {
  /** Where in the value: `answers[0].status`. Absent: the outcome as such, taken or refused. */
  readonly at?: string
  /** In words. */
  readonly message: string
  /** Both, where they can stand side by side; of long bytes that are expected the length and hash. */
  readonly expected?: unknown
  readonly actual?: unknown
}

/**
 * What is wrong with an outcome, in words; nothing if it is what the vector wants. A result that may
 * be refused and is, and one that is refused for an unspecified reason, are not wrong.
 */
export function judge<O extends Operation>(
  vector: Vector<O>,
  outcome: Outcome<O>,
  dag: NamedDag,
  has: HasElement,
): string[] {
  const wrong = differences(vector, outcome, dag, has)
  return wrong.map(({ at, message }) => (at === undefined ? message : `${at}: ${message}`))
}

/** The same, one thing at a time and with both values. */
export function differences<O extends Operation>(
  vector: Vector<O>,
  outcome: Outcome<O>,
  dag: NamedDag,
  has: HasElement,
): Difference[] {
  const { result, expect, error } = vector
  if (outcome.error === undefined && result === 'invalid') {
    return [{ message: `expected to be refused as ${error}, was taken` }]
  }
  if (outcome.error !== undefined) {
    if (result === 'valid') return [{ message: `refused as ${outcome.error}` }]
    if (outcome.error !== 'unspecified' && outcome.error !== error) {
      const message = `expected to be refused as ${error}, was refused as ${outcome.error}`
      return [{ message, expected: error, actual: outcome.error }]
    }
    if (result === 'permitted') return []
  }
  if (expect === undefined) return []
  const ordered = vector.flags?.includes('ordered') ?? false
  const comparison = new Comparison(dag, has, ordered)
  const value: Partial<Record<string, unknown>> = { ...outcome.value }
  return Object.entries(expect).flatMap(([key, item]) => comparison.of(item, value[key], key))
}

class Comparison {
  readonly #dag: NamedDag
  readonly #has: HasElement
  readonly #ordered: boolean

  constructor(dag: NamedDag, has: HasElement, ordered: boolean) {
    this.#dag = dag
    this.#has = has
    this.#ordered = ordered
  }

  of(expected: unknown, actual: unknown, at: string): Difference[] {
    if (isClaim(expected)) return this.#status(expected, actual as GivenStatus | undefined, at)
    if (isDigest(expected) && typeof actual === 'string') return digests(expected, actual, at)
    if (Array.isArray(expected) && Array.isArray(actual)) return this.#lists(expected, actual, at)
    const read = MEANING[keyOf(at)]
    if (read && typeof expected === 'string' && typeof actual === 'string') {
      return read(expected) === read(actual) ? [] : [unlike(expected, actual, at)]
    }
    if (isRecord(expected) && isRecord(actual)) {
      const keys = new Set([...Object.keys(expected), ...Object.keys(actual)])
      // The type of a refusal is compared where the vector is about it.
      if (expected.refused && expected.type === undefined) keys.delete('type')
      return [...keys].flatMap((key) => this.of(expected[key], actual[key], join(at, key)))
    }
    return Object.is(expected, actual) ? [] : [unlike(expected, actual, at)]
  }

  #lists(expected: unknown[], actual: unknown[], at: string): Difference[] {
    if (this.#isSet(at, expected)) {
      const same = sameNames(expected as Names, actual as Names)
      return same ? [] : [unlike(expected, actual, at)]
    }
    if (expected.length !== actual.length || expected.every((item) => !isRecord(item))) {
      const same = JSON.stringify(expected) === JSON.stringify(actual)
      return same ? [] : [unlike(expected, actual, at)]
    }
    return expected.flatMap((item, i) => this.of(item, actual[i], `${at}[${i}]`))
  }

  #isSet(at: string, items: unknown[]): boolean {
    const key = keyOf(at)
    if (items.some((item) => typeof item !== 'string')) return false
    return SETS.has(key) || (key === 'blocks' && !this.#ordered)
  }

  #status(expected: StatusClaim, actual: GivenStatus | undefined, at: string): Difference[] {
    if (actual === undefined) return [{ at, message: 'no status' }]
    const wrong = this.of(expected.missing, actual.missing, `${at}.missing`)
    const { filter } = actual
    if (filter.bytes === '') return wrong
    const messages: string[] = []
    const { covers, spares = [], rate } = expected.filter
    const hit = (name: string) => this.#has(filter, fromHex(this.#dag.block(name).cid))
    const uncovered = covers.filter((name) => !hit(name))
    if (uncovered.length > 0) messages.push(`does not have ${uncovered.join(', ')}`)
    const spared = spares.filter((name) => !hit(name))
    if (2 * spared.length < spares.length) {
      messages.push(`has ${spares.join(', ')}, which are not held`)
    }
    const actualRate = falsePositives(filter)
    if (rate !== undefined && actualRate > rate) {
      messages.push(`a rate of false positives of ${actualRate}, above ${rate}`)
    }
    const place = `${at}.filter`
    return [...wrong, ...messages.map((message) => ({ at: place, message, actual: filter }))]
  }
}

function keyOf(at: string): string {
  return at.slice(at.lastIndexOf('.') + 1)
}

/** However the query is percent-encoded. */
function plainPath(path: string): string {
  const [before, query = ''] = path.split(/\?(.*)/s, 2)
  return JSON.stringify([before, ...new URLSearchParams(query)])
}

/** In whatever case, and with whatever blanks around its parameters. */
function plainType(type: string): string {
  const [name, ...parameters] = type.toLowerCase().split(/\s*;\s*/)
  return [name, ...parameters.sort()].join(';')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isDigest(value: unknown): value is { length: number; sha256: Hex } {
  return isRecord(value) && 'sha256' in value
}

function isClaim(value: unknown): value is StatusClaim {
  return isRecord(value) && isRecord(value.filter) && 'covers' in value.filter
}

function join(at: string, key: string): string {
  return at === '' ? key : `${at}.${key}`
}

function sameNames(a: Names, b: Names): boolean {
  return a.length === b.length && [...a].sort().join('\n') === [...b].sort().join('\n')
}

function falsePositives({ bytes, hashes }: Filter<Hex>): number {
  const set = fromHex(bytes).reduce(
    (sum, byte) => sum + byte.toString(2).replaceAll('0', '').length,
    0,
  )
  return (set / (4 * bytes.length)) ** hashes
}

/** Long bytes against the length and hash that they are to have. */
function digests(expected: { length: number; sha256: Hex }, actual: Hex, at: string): Difference[] {
  const digest = digested(actual)
  const same = isDigest(digest) && digest.sha256 === expected.sha256
  return same ? [] : [{ at, message: inWords(expected, digest), expected, actual }]
}

function unlike(expected: unknown, actual: unknown, at: string): Difference {
  return { at, message: inWords(expected, actual), expected, actual }
}

function inWords(expected: unknown, actual: unknown): string {
  if (typeof expected === 'string' && typeof actual === 'string' && isHex(expected + actual)) {
    let at = 0
    while (expected.slice(at, at + 2) === actual.slice(at, at + 2)) at += 2
    return `expected ${expected}, got ${actual}; the first difference is at byte ${at / 2}`
  }
  return `expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`
}

function isHex(text: string): boolean {
  return /^([0-9a-f]{2})+$/.test(text)
}
