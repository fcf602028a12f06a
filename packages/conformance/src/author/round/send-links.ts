import type { Input } from '@car-mirror/vectors'
import type { Area, Case } from '../area.js'
import { none } from '../dags/filters.js'
import { aliasesOf, inlinedOf, lookAlikesOf, mixedOf, numberedOf } from '../dags/kinds.js'
import { named, names } from '../dags/make.js'
import type { Salting } from '../dags/salt.js'

const MIXED = 'root json j1 j2 pb p1 p2 map c1 c2 c3'

function links(
  name: string,
  requirements: string,
  [dag, store, missing]: readonly [dag: string, store: string, missing: string],
  more: Partial<Case<'send'>> = {},
): Case<'send'> {
  const input: Input<'send'> = {
    store: names(store),
    missing: names(missing),
    filter: none,
    order: 'preorder',
  }
  return { name, requirements: names(requirements), dag, input, ...more }
}

const ordered = { flags: ['ordered'] }

const codecs = [
  links('all-codecs', 'MOD-3', ['mixed', MIXED, 'root'], ordered),
  links('dag-pb', 'MOD-3', ['mixed', MIXED, 'pb'], ordered),
  links('dag-json', 'MOD-3', ['mixed', MIXED, 'json'], ordered),
  links('dag-cbor', 'MOD-3', ['mixed', MIXED, 'map'], ordered),
  links('dag-cbor-number-keys', 'MOD-3', ['numbered', 'cbor n1 n2 n3', 'cbor'], {
    ...ordered,
    comment: 'A decoder that makes objects of maps may lose the order of keys that are numbers.',
  }),
  links('dag-json-number-keys', 'MOD-3', ['numbered', 'json n1 n2 n3', 'json'], ordered),
  links('look-alikes', 'MOD-3 MOD-5', [
    'lookAlikes',
    'root fakeCbor fakeJson fakePb real hidden',
    'root',
  ]),
  links('raw-has-no-links', 'MOD-3 MOD-2', ['aliases', 'asRaw asCbor inner', 'asRaw'], {
    comment: 'The bytes would be a node under another codec.',
  }),
]

const contents = [
  links('both-versions', 'MOD-2', ['aliases', 'both v0 v1', 'both']),
  links('only-v0-there', 'MOD-2', ['aliases', 'both v0', 'both']),
  links('only-v1-there', 'MOD-2', ['aliases', 'both v1', 'both']),
  links('v1-asked-v0-there', 'MOD-2', ['aliases', 'v0', 'v1']),
  links('both-codecs', 'MOD-2', ['aliases', 'codecs asCbor asRaw inner', 'codecs']),
  links('raw-asked-cbor-there', 'MOD-2', ['aliases', 'overRaw asCbor inner', 'overRaw']),
]

const identities = [
  links('identity-followed', 'MOD-4', ['inlined', 'root leaf next', 'root']),
  links('identity-in-store', 'MOD-4', ['inlined', 'root id note leaf next', 'root'], {
    comment: 'It is not sent even if a store has it as a block of its own.',
  }),
  links('identity-in-identity', 'MOD-4', ['inlined', 'nested leaf next', 'nested']),
  links('identity-requested', 'MOD-4', ['inlined', 'leaf', 'id']),
  links('identity-without-links', 'MOD-4', ['inlined', 'onlyNote', 'onlyNote']),
  links('identity-unreadable', 'MOD-4', ['inlined', 'tolerant leaf', 'tolerant']),
]

export function sendLinks({ salt }: Salting): Area<'send'> {
  return {
    area: 'send-links',
    profile: 'spec',
    layer: 'round',
    operation: 'send',
    about:
      'Where a sender finds links: codecs, CIDs of one content, blocks that stand in their CID.',
    flags: { ordered: 'The order of the blocks is tested.' },
    dags: {
      mixed: named(mixedOf(salt)),
      numbered: named(numberedOf(salt)),
      lookAlikes: named(lookAlikesOf(salt)),
      aliases: named(aliasesOf(salt)),
      inlined: named(inlinedOf(salt)),
    },
    cases: [...codecs, ...contents, ...identities],
  }
}
