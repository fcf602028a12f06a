import type { Filter, Hex } from '@car-mirror/vectors'
import type { Area, Case } from '../../author/area.js'
import { fan } from '../../author/dags/graphs.js'
import { aliasesOf } from '../../author/dags/kinds.js'
import { namedAll, names, row } from '../../author/dags/make.js'
import { pulls, pushes } from '../../author/session/exchange.js'
import type { Model } from '../../model/model.js'
import { filterHex } from '../../model/named.js'
import { type Derived, head, once } from './derived.js'

const ABOUT = {
  area: 'filter-at-work',
  profile: 'spec',
  layer: 'codec',
  operation: 'respond',
  about: 'What a server leaves out for a filter, and that its own has what it holds.',
} as const

const LEAVES = 40
/** What a filter with half of the leaves has: by these clauses, whatever its size. */
const INDICES = 'BF-1 BF-2 BF-3 BF-4 BF-5 BF-6 BF-7 BF-11 BF-12 BF-13 BF-14'

/**
 * Filters as servers use and make them: with half of the leaves of a DAG in them, at sizes that are a
 * power of two and at others. The one of 257 bytes takes indices of twelve bits, of which every second
 * sample is above the size, so that hashes without a sample that fits are common.
 */
export function filtersAtWork(model: Model): Derived<'respond'> {
  const area = (salt: string): Area<'respond'> => {
    const wide = fan(LEAVES, salt)
    const aliases = aliasesOf(salt)
    const half = row('leaf', LEAVES / 2).map((name) => wide[name]!.cid)
    const filter = (bytes: number, hashes: number, cids: readonly Uint8Array[]): Filter<Hex> => {
      return filterHex(model.filter.insert(bytes, hashes, cids))
    }
    const pull = (name: string, requirements: string, wire: Filter<Hex>): Case<'respond'> => {
      const input = { store: Object.keys(wide), requests: [pulls([wide.root!], wire)] }
      return { name, requirements: names(requirements), dag: 'wide', input }
    }
    const cases: Case<'respond'>[] = [
      pull('power-of-two', `${INDICES} RND-11`, filter(64, 5, half)),
      pull('257-bytes', `${INDICES} BF-8 BF-9 BF-10 BF-20`, filter(257, 16, half)),
      pull('75-bytes', `${INDICES} BF-8 BF-9 BF-20`, filter(75, 8, half)),
      {
        name: 'one-version-of-two',
        requirements: ['BF-1', 'MOD-2'],
        dag: 'aliases',
        input: {
          store: names('both v0 v1'),
          requests: [pulls([aliases.both], filter(32, 8, [aliases.v0.cid]))],
        },
      },
      {
        name: 'of-the-server',
        requirements: names(`${INDICES} RND-5`),
        dag: 'wide',
        input: {
          store: [],
          requests: [
            pushes([wide.root!], wide.root!, ...row('leaf', 30).map((name) => wide[name]!)),
          ],
        },
      },
    ]
    return {
      ...ABOUT,
      dags: namedAll({ wide, aliases }),
      cases,
    }
  }
  const plain = once(() => area(''))
  return {
    ...head(ABOUT),
    operation: 'respond',
    shows: 'indices',
    list: () => plain().cases,
    area: ({ salt }) => area(salt),
  }
}
