import { type Elements, type Hex, toBytes, toElements, toHex } from '@car-mirror/vectors'
import { type Framed, raw } from '@car-mirror/vectors/by-hand'
import type { Case } from '../../author/area.js'
import { HELLO } from '../../author/codec/cids.js'
import { filterHasArea } from '../../author/codec/filter-has.js'
import { type Blocks, namedAll } from '../../author/dags/make.js'
import { withSalt } from '../../author/dags/salt.js'
import { pulls, wants } from '../../author/session/exchange.js'
import { type Derived, head, putAs, rest } from './derived.js'

/**
 * What a filter from a peer has: a node with the elements for leaves, asked for by name. Those that are
 * not sent were found in it.
 */
export const pullsOfFilters: Derived<'respond'> = {
  ...head(filterHasArea),
  operation: 'respond',
  shows: 'has',
  ignoresStore: true,
  list: () => seen(),
  area({ salt }, name) {
    const chosen = seen(name)
    const dags = dagsOf(chosen, salt)
    const cases = chosen.map((one): Case<'respond'> => {
      const { node } = dags[one.name]!
      const { filter } = one.input
      const wire = { bytes: toHex(toBytes(filter.bytes)), hashes: filter.hashes }
      const input = { store: Object.keys(dags[one.name]!), requests: [pulls([node!], wire)] }
      return { ...rest(one), dag: one.name, input }
    })
    return putAs('respond', filterHasArea, namedAll(dags), cases)
  },
}

/** The same, where the client sends: the node below another one, which the server lists. */
export const pushesOfFilters: Derived<'push'> = {
  ...head(filterHasArea),
  operation: 'push',
  shows: 'has',
  list: () => seen(),
  area({ salt }, name) {
    const chosen = seen(name)
    const dags = dagsOf(chosen, salt)
    const cases = chosen.map((one): Case<'push'> => {
      const { node } = dags[one.name]!
      const { filter } = one.input
      const wire = { bytes: toHex(toBytes(filter.bytes)), hashes: filter.hashes }
      const answers = [wants([node!], wire), wants([])]
      const input = {
        store: Object.keys(dags[one.name]!),
        roots: ['top'],
        coldCall: 'one' as const,
        answers,
      }
      return { ...rest(one), dag: one.name, input }
    })
    return putAs('push', filterHasArea, namedAll(dags), cases)
  },
}

function seen(name?: string): readonly Case<'has'>[] {
  const chosen = filterHasArea.cases.filter((one) => name === undefined || one.name === name)
  return chosen.filter(({ input }) => leavesOf(input.elements) !== undefined)
}

function dagsOf(cases: readonly Case<'has'>[], salt: string): Record<string, Blocks> {
  const { node } = withSalt(salt)
  return Object.fromEntries(
    cases.map(({ name, input }) => {
      const leaves = leavesOf(input.elements)!
      const below = node(name, ...leaves)
      const rows = leaves.map((leaf, i): [string, Framed] => [`leaf${i + 1}`, leaf])
      return [name, { top: node(`${name} top`, below), node: below, ...Object.fromEntries(rows) }]
    }),
  )
}

/** Leaves whose CIDs are the elements; undefined if the bytes of one are not known. */
function leavesOf(elements: Elements): Framed[] | undefined {
  const known = knownLeaves()
  const leaves = toElements(elements).map((element) => known.get(toHex(element)))
  return leaves.includes(undefined) ? undefined : (leaves as Framed[])
}

/** Numbers up to here stand for elements in the vectors. */
const NUMBERS = 16_000
let all: ReadonlyMap<Hex, Framed> | undefined

/** Raw blocks of a number in decimal, or of "hello", by their CIDs. */
function knownLeaves(): ReadonlyMap<Hex, Framed> {
  if (all) return all
  const numbers = Array.from({ length: NUMBERS }, (_, i) => raw(String(i)))
  const found = new Map([raw('hello'), ...numbers].map((leaf) => [toHex(leaf.cid), leaf]))
  if (!found.has(HELLO)) throw new Error('hello is not hello')
  all = found
  return found
}
