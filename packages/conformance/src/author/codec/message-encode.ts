import type { Bytes, Hex } from '@car-mirror/vectors'
import type { Area, Case } from '../area.js'
import { HELLO, identity, kind, numbered, SHORTEST } from './cids.js'
import { joined, times } from './inputs.js'

/** Both directions write the same but for one key, and the status beside it. */
type Encode = Case<'pull.encode'> & Case<'push.encode'>

const NOTHING: readonly [number, Bytes] = [0, '']

function written(
  name: string,
  requirements: readonly string[],
  roots: readonly Hex[],
  [hashes, bytes] = NOTHING,
): Encode {
  return { name, requirements, input: { roots, filter: { bytes, hashes } } }
}

/** So many different roots, of few bytes. */
function row(count: number): Hex[] {
  return Array.from({ length: count }, (_, i) => `01550002${i.toString(16).padStart(4, '0')}`)
}

const FILTER: readonly [number, Bytes] = [2, '0000000000200400']

const pulls: Encode[] = [
  written('one-root', ['MSG-1', 'MSG-4', 'MSG-5', 'BF-15'], [HELLO]),
  written('one-root-and-a-filter', ['MSG-1', 'MSG-5'], [HELLO], FILTER),
  written('roots-in-their-order', ['MSG-1'], [numbered(2), HELLO, numbered(1)]),
  written('root-v0', ['MSG-4', 'MSG-13'], [kind('v0')]),
  written('root-shortest', ['MSG-4'], [SHORTEST]),
  written('root-dag-json', ['MSG-4', 'MSG-13'], [kind('dag-json')]),
  written('root-identity-of-248', ['MSG-4', 'MSG-5'], [identity(248)]),
  written('23-roots', ['MSG-5'], row(23)),
  written('24-roots', ['MSG-5'], row(24)),
  written('256-roots', ['MSG-5'], row(256)),
  written('23-hashes', ['MSG-5'], [SHORTEST], [23, 'a5']),
  written('24-hashes', ['MSG-5'], [SHORTEST], [24, 'a5']),
  written('64-hashes', ['MSG-5'], [SHORTEST], [64, 'a5']),
  written('filter-of-23-bytes', ['MSG-5'], [SHORTEST], [3, joined(times(23, 'c3'))]),
  written('filter-of-24-bytes', ['MSG-5'], [SHORTEST], [3, joined(times(24, 'c3'))]),
  written('filter-of-75-bytes', ['MSG-5'], [SHORTEST], [3, joined(times(75, 'c3'))]),
  written('filter-of-256-bytes', ['MSG-5'], [SHORTEST], [3, joined(times(256, 'c3'))]),
  written('filter-of-64-kib', ['MSG-5'], [SHORTEST], [3, joined(times(65_536, 'c3'))]),
]

const pushes: Encode[] = [
  written('nothing-missing', ['MSG-2', 'MSG-5', 'PUSH-6', 'BF-15'], []),
  written('nothing-missing-and-a-filter', ['MSG-2', 'PUSH-6'], [], FILTER),
  written('one-root', ['MSG-2', 'MSG-4', 'MSG-5', 'PUSH-6'], [HELLO]),
  written('one-root-and-a-filter', ['MSG-2', 'MSG-5'], [HELLO], FILTER),
  written('roots-in-their-order', ['MSG-2'], [numbered(2), HELLO, numbered(1)]),
  written('root-v0', ['MSG-4', 'MSG-13'], [kind('v0')]),
  written('256-roots', ['MSG-5'], row(256)),
  written('64-hashes', ['MSG-5'], [SHORTEST], [64, joined(times(4096, 'c3'))]),
]

export const pullEncodeArea: Area<'pull.encode'> = {
  area: 'pull-encode',
  profile: 'spec',
  layer: 'codec',
  operation: 'pull.encode',
  about: 'The body of a pull request: there is one way to write it.',
  cases: pulls,
}

export const pushEncodeArea: Area<'push.encode'> = {
  area: 'push-encode',
  profile: 'spec',
  layer: 'codec',
  operation: 'push.encode',
  about: 'The answer to a push: the status of HTTP, and the body, which there is one way to write.',
  cases: pushes,
}
