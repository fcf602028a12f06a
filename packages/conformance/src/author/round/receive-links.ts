import type { Area } from '../area.js'
import { chain, crossedOf, diamond, sharedOf } from '../dags/graphs.js'
import { hashesOf } from '../dags/hashes.js'
import { aliasesOf, inlinedOf, lookAlikesOf, mixedOf, numberedOf } from '../dags/kinds.js'
import { named, row } from '../dags/make.js'
import type { Salting } from '../dags/salt.js'
import { came, receives } from './deliveries.js'

/** All of the chain but its ends. */
const BELOW = row('c', 1199).slice(1).join(' ')

const codecs = [
  receives('all-codecs-missing', 'MOD-3 RND-1', ['mixed', 'root json pb map', 'root'], []),
  receives(
    'all-codecs-come',
    'MOD-3',
    ['mixed', '', 'root'],
    [came('root json j1 j2 pb p1 p2 map c1 c2 c3', 'root')],
  ),
  receives('number-keys', 'MOD-3', ['numbered', 'cbor json n2', 'cbor json'], []),
  receives(
    'look-alikes',
    'MOD-3 RND-21',
    ['lookAlikes', 'root fakeCbor fakeJson fakePb', 'root'],
    [came('hidden real', 'real')],
  ),
]

const contents = [
  receives('both-versions-one-held', 'MOD-2', ['aliases', 'both v0', 'both'], []),
  receives('v0-held-v1-comes', 'MOD-2', ['aliases', 'both v0', 'both'], [came('v1', 'v1')]),
  receives('v1-wanted-v0-comes', 'MOD-2 RND-21', ['aliases', 'overV1', 'overV1'], [came('v0', '')]),
  receives('raw-wanted-cbor-held', 'MOD-2', ['aliases', 'overRaw asCbor inner', 'overRaw'], []),
  receives(
    'raw-wanted-cbor-comes',
    'MOD-2 RND-21',
    ['aliases', 'overRaw', 'overRaw'],
    [came('asCbor', '')],
  ),
]

const identities = [
  receives('identity-not-listed', 'MOD-4', ['inlined', 'root next', 'root'], []),
  receives('identity-complete', 'MOD-4 RND-27', ['inlined', 'onlyNote', 'onlyNote'], []),
  receives('identity-as-root', 'MOD-4', ['inlined', '', 'id'], [came('leaf', 'leaf')]),
  receives(
    'identity-in-identity',
    'MOD-4',
    ['inlined', 'nested', 'nested'],
    [came('leaf next', 'leaf next')],
  ),
  receives(
    'identity-comes',
    'MOD-4 RND-22',
    ['inlined', '', 'root'],
    [came('root id note leaf next', 'root')],
  ),
  receives(
    'identity-unreadable',
    'MOD-4',
    ['inlined', '', 'tolerant'],
    [came('tolerant leaf', 'tolerant')],
  ),
  receives(
    'other-hashes',
    'RND-18',
    ['hashes', '', 'root'],
    [came('root sha512 blake2b blake3', 'root')],
  ),
]

const graphs = [
  receives('diamonds-held', 'SEC-4', ['diamond', row('d', 12).join(' '), 'd1'], []),
  receives('diamonds-come', 'SEC-4', ['diamond', '', 'd1'], [came(row('d', 13).join(' '), 'd1')]),
  receives(
    'chain-held',
    'SEC-2',
    ['chain', row('c', 1199).join(' '), 'c1'],
    [came('c1200', 'c1200')],
  ),
  receives(
    'chain-held-below-what-comes',
    'SEC-2 RND-2',
    ['chain', BELOW, 'c1'],
    [came('c1', 'c1')],
  ),
  receives('link-twice', 'SEC-4 MOD-6', ['shared', 'root a', 'root'], [came('b s', 'b s')]),
  receives(
    'child-and-grandchild',
    'RND-2',
    ['crossed', 'root e', 'root'],
    [came('deep', 'above deep'), came('above d', 'above d')],
  ),
]

export function receiveLinks({ salt }: Salting): Area<'receive'> {
  return {
    area: 'receive-links',
    profile: 'spec',
    layer: 'round',
    operation: 'receive',
    about:
      'Where a receiver finds links: codecs, CIDs of one content, blocks inside CIDs, deep DAGs.',
    dags: {
      mixed: named(mixedOf(salt)),
      numbered: named(numberedOf(salt)),
      lookAlikes: named(lookAlikesOf(salt)),
      aliases: named(aliasesOf(salt)),
      inlined: named(inlinedOf(salt)),
      hashes: named(hashesOf(salt)),
      shared: named(sharedOf(salt)),
      crossed: named(crossedOf(salt)),
      diamond: named(diamond(12, salt)),
      chain: named(chain(1200, salt)),
    },
    cases: [...codecs, ...contents, ...identities, ...graphs],
  }
}
