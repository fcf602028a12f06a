import type { Area } from '../area.js'
import { filterIndicesArea } from '../codec/filter-indices.js'
import { filterInsertArea } from '../codec/filter-insert.js'
import { filterParametersArea } from '../codec/filter-parameters.js'
import { chosen } from './chosen.js'

/** Sizes at which all peers agree, sizes at which they do not, and elements of several kinds. */
const INDICES = [
  ...['hello-16384-bits', 'hello-1024-bits', 'hello-64-bits', 'hello-600-bits', 'hello-24-bits'],
  ...['40-bits', '56-bits', '72-bits', '1000-bits', '1096-bits', '8200-bits'],
  ...['one-hash', '63-hashes', 'element-v0', 'element-dag-cbor', 'element-shortest'],
  ...['rehash-for-the-first', 'rest-of-one-bit', 'rest-of-four-bits', 'last-sample-of-six'],
  ...['sample-is-24-of-24', 'second-sample-is-24-of-24'],
]

const INSERT = [
  ...['hello-64-bits', 'hello-three-bytes', 'hello-75-bytes', 'hello-2048-bytes', 'ten-elements'],
  ...['no-element', 'same-index-twice', 'version-0-and-1', 'above-128-bytes', 'five-bytes'],
  ...['137-bytes', 'rest-of-a-hash', '8193-bytes'],
]

/** The filter's vectors that a dialect answers too, with the inputs of the specification's. */
export function filterAreas(profile: 'rs' | 'go'): Area[] {
  // What go-bloom makes of no element depends on the processor.
  const counts = filterParametersArea.cases.filter(({ input }) => {
    return profile === 'rs' || input.count > 0
  })
  return [
    chosen(profile, filterIndicesArea, INDICES),
    chosen(profile, filterInsertArea, INSERT),
    chosen(
      profile,
      filterParametersArea,
      counts.map(({ name }) => name),
    ),
  ]
}
