import type { Category } from '@car-mirror/vectors'
import type { Area, Case } from '../area.js'
import { boundsOf, unprovenOf, unreadableOf } from '../dags/bad.js'
import { hashesOf } from '../dags/hashes.js'
import { named } from '../dags/make.js'
import type { Salting } from '../dags/salt.js'
import { came, receives, type Start } from './deliveries.js'

/** One round whose last blocks are not to be stored. */
function refuses(
  name: string,
  requirements: string,
  error: Category,
  start: Start,
  blocks: string,
  more: Partial<Case<'receive'>> = {},
): Case<'receive'> {
  const rounds = [came(blocks, start[2])]
  return receives(name, requirements, start, rounds, { result: 'invalid', error, ...more })
}

/** A block alone, which is the root itself. */
function alone(requirements: string, error: Category, block: string, dag = 'unreadable') {
  return refuses(toWords(block), requirements, error, [dag, '', block], block)
}

const forgeries = [
  refuses('forged-root', 'RND-17', 'block-hash', ['unproven', '', 'root'], 'forgedRoot a b'),
  refuses(
    'forged-interior',
    'RND-17 RND-20',
    'block-hash',
    ['unproven', '', 'root'],
    'root forgedA',
  ),
  refuses('forged-leaf', 'RND-17 RND-20', 'block-hash', ['unproven', '', 'a'], 'a a2 forgedLeaf'),
  refuses('one-byte-more', 'RND-17', 'block-hash', ['unproven', 'root', 'root'], 'a forgedB'),
  refuses(
    'forged-unrelated',
    'RND-17',
    'block-hash',
    ['unproven', '', 'root'],
    'root forgedOther',
    {
      comment: 'Nothing links to it, but it is no block at all.',
    },
  ),
  refuses(
    'good-after-forged',
    'RND-20',
    'block-hash',
    ['unproven', '', 'root'],
    'root forgedA b b1',
  ),
  refuses('forged-sha2-512', 'RND-17', 'block-hash', ['unproven', '', 'sha512'], 'forgedSha512'),
  refuses('forged-blake2b', 'RND-17', 'block-hash', ['hashes', 'root', 'root'], 'forgedBlake2b'),
  refuses('forged-blake3', 'RND-17', 'block-hash', ['hashes', 'root', 'root'], 'forgedBlake3'),
  receives(
    'rounds-before-forged',
    'RND-20',
    ['unproven', '', 'root'],
    [came('root', 'root'), came('b b1 forgedA', 'a b')],
    { result: 'invalid', error: 'block-hash' },
  ),
]

const digests = [
  alone('RND-18', 'block-hash', 'short', 'unproven'),
  alone('RND-18', 'block-hash', 'oneByte', 'unproven'),
  alone('RND-18', 'block-hash', 'noByte', 'unproven'),
  alone('RND-17', 'block-hash', 'padded', 'unproven'),
  alone('RND-17 RND-18', 'block-hash', 'otherLength', 'unproven'),
  alone('RND-18', 'hash-unknown', 'unknownHash', 'unproven'),
]

const corrupt = [
  alone('RND-19', 'block-corrupt', 'noCbor'),
  alone('RND-19', 'block-corrupt', 'noBytes'),
  alone('RND-19', 'block-corrupt', 'cutCbor'),
  alone('RND-19', 'block-corrupt', 'moreCbor'),
  alone('RND-19 MOD-3', 'block-corrupt', 'bareLink'),
  alone('RND-19', 'block-corrupt', 'noPb'),
  alone('RND-19', 'block-corrupt', 'noJson'),
  alone('MOD-3 RND-19', 'block-corrupt', 'pbSpelledOut'),
  alone('MOD-3 RND-19', 'block-corrupt', 'jsonOtherLetters'),
  alone('RND-19', 'codec-unknown', 'unknownCodec'),
  refuses(
    'unreadable-after-good',
    'RND-19 RND-20',
    'block-corrupt',
    ['unreadable', '', 'overNoCbor'],
    'overNoCbor leaf noCbor',
  ),
  refuses(
    'unknown-codec-after-good',
    'RND-19 RND-20',
    'codec-unknown',
    ['unreadable', 'overUnknown', 'overUnknown'],
    'leaf unknownCodec',
  ),
]

const bounded = [
  alone('SEC-2 RND-19', 'block-corrupt', 'cbor1025', 'bounds'),
  alone('SEC-2 RND-19', 'block-corrupt', 'maps1025', 'bounds'),
  alone('SEC-2 RND-19', 'block-corrupt', 'json1025', 'bounds'),
  alone('SEC-2 RND-19', 'block-corrupt', 'number1025', 'bounds'),
  alone('SEC-3', 'block-corrupt', 'cid1025', 'bounds'),
  ...['cbor1024', 'maps1024', 'json1024', 'number1024'].map((block) =>
    receives(toWords(block), 'SEC-2', ['bounds', '', block], [came(block, block)]),
  ),
  receives('cid-1024', 'SEC-3 MOD-4', ['bounds', '', 'cid1024'], [came('cid1024 leaf', 'cid1024')]),
]

const unwanted = [
  receives(
    'unrelated',
    'RND-21',
    ['unproven', '', 'root'],
    [came('root other a b stranger a1 a2 b1', 'root')],
  ),
  receives(
    'only-unrelated',
    'RND-21 RND-25',
    ['unproven', '', 'root'],
    [came('other stranger', '')],
  ),
  receives('parent-of-root', 'RND-21', ['unproven', '', 'a'], [came('root a a1 a2', 'a')], {
    comment: 'It links to what is wanted, but nothing wanted links to it.',
  }),
  receives('everything-twice', 'RND-22', ['unproven', '', 'a'], [came('a a1 a2 a a1 a2', 'a')]),
  receives(
    'held-already',
    'RND-22',
    ['unproven', 'root a a1', 'root'],
    [came('root a a1 a2 b b1', 'a2 b')],
  ),
  receives(
    'twice-while-it-waits',
    'RND-22 RND-23',
    ['unproven', '', 'a'],
    [came('a1 a1 a2 a a1', 'a')],
  ),
]

const orders = [
  receives('backwards', 'RND-23', ['unproven', '', 'root'], [came('b1 b a2 a1 a root', 'root')]),
  receives('shuffled', 'RND-23', ['unproven', '', 'root'], [came('a2 b root b1 a1 a', 'root')]),
  receives(
    'grandchild-below-held',
    'RND-23',
    ['unproven', 'root', 'root'],
    [came('a1 a2 a b', 'a b')],
  ),
  receives(
    'parent-never-comes',
    'RND-21 RND-23',
    ['unproven', 'root', 'root'],
    [came('a1 a2 b b1', 'b')],
  ),
]

function toWords(name: string): string {
  return name.replaceAll(/([a-z])([A-Z0-9])/g, '$1-$2').toLowerCase()
}

export function receiveBlocks({ salt }: Salting): Area<'receive'> {
  const unproven = unprovenOf(salt)
  return {
    area: 'receive-blocks',
    profile: 'spec',
    layer: 'round',
    operation: 'receive',
    about:
      'Which blocks a receiver stores: forged, cut short, unreadable, unrelated, twice, early.',
    dags: {
      unproven: named(unproven),
      hashes: named({
        ...hashesOf(salt),
        forgedBlake2b: unproven.forgedBlake2b,
        forgedBlake3: unproven.forgedBlake3,
      }),
      unreadable: named(unreadableOf(salt)),
      bounds: named(boundsOf(salt)),
    },
    cases: [...forgeries, ...digests, ...corrupt, ...bounded, ...unwanted, ...orders],
  }
}
