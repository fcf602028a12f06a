import type { Framed } from '@car-mirror/vectors/by-hand'
import { CID } from 'multiformats/cid'
import type { Area, Case } from '../area.js'
import { versionsOf } from '../dags/family.js'
import { named, names } from '../dags/make.js'
import type { Salting } from '../dags/salt.js'
import { carOf, PUSH, pushWith } from './exchange.js'

const HELD = 'old kept k1 k2 gone'
/** A name in IPNS is a CID, of a key. */
const KEY = 'k51qzi5uqu5dlvj2baxnqndepeb86cbk3ng7n3i46uzyxzyqj2xjonzllnv0v8'
const narrowed = { flags: ['narrowed'] }

type Versions = ReturnType<typeof versionsOf>
/** A case by its name, clauses, and query strings or path ends. */
type Differs = (
  name: string,
  requirements: string,
  ends: readonly string[],
  more?: Partial<Case<'respond'>> & { store?: string },
) => Case<'respond'>

/** Makes pushes of the new root alone, with each of the ends in turn. */
function pushesOf(versions: Versions): Differs {
  return (name, requirements, ends, { store = HELD, ...rest } = {}) => {
    const body = carOf([versions.new], versions.new)
    const requests = ends.map((end) => pushWith(body, { path: PUSH + end }))
    const input = { store: names(store), requests }
    return { name, requirements: names(requirements), dag: 'versions', input, ...rest }
  }
}

function textOf({ cid }: Framed): string {
  return CID.decode(cid).toString()
}

function encoded(text: string): string {
  return `?diff=${encodeURIComponent(text)}`
}

/** What `diff` may be. */
function related(differs: Differs, versions: Versions): Case<'respond'>[] {
  const [old, added, latest] = [versions.old, versions.added, versions.new].map(textOf)
  return [
    differs('cid', 'PUSH-15 HTTP-11', [`?diff=${old}`], narrowed),
    differs('partly-held', 'PUSH-14', [`?diff=${old}`], {
      ...narrowed,
      store: 'old kept k2',
      comment: 'Neither `gone` nor `k1` below `old` is asked for on account of `diff`.',
    }),
    differs('all-but-one-held', 'PUSH-14 PUSH-6', [`?diff=${old}`], {
      store: 'old kept k1 k2 added',
      comment: 'The pushed DAG is complete, that of `diff` is not.',
    }),
    differs('not-held', 'PUSH-16 PUSH-14', [`?diff=${added}`], { store: '' }),
    differs('leaf', 'PUSH-15 PUSH-14', [`?diff=${added}`], { ...narrowed, store: 'added kept' }),
    differs('itself', 'PUSH-14', [`?diff=${latest}`]),
  ]
}

/** How it may be written. */
function written(differs: Differs, versions: Versions): Case<'respond'>[] {
  const old = textOf(versions.old)
  return [
    differs('uri', 'HTTP-13 PUSH-15', [`?diff=ipfs://${old}`], narrowed),
    differs('uri-encoded', 'HTTP-13 HTTP-11', [encoded(`ipfs://${old}`)], narrowed),
    differs('path', 'HTTP-13', [`?diff=/ipfs/${old}`, encoded(`/ipfs/${old}`)], narrowed),
    differs('as-printed', 'HTTP-12', [`&diff=${old}`], narrowed),
    differs(
      'as-printed-encoded',
      'HTTP-12 HTTP-13',
      [`&diff=${encodeURIComponent(`ipfs://${old}`)}`],
      {
        ...narrowed,
      },
    ),
    differs('among-other-parameters', 'HTTP-11', [`?x=1&diff=${old}&y=2`], narrowed),
    differs('pointers', 'PUSH-16', [
      encoded('ipns://docs.example.com'),
      encoded(`ipns://${KEY}`),
      encoded('dnslink=docs.example.com'),
    ]),
    differs('bare-name', 'PUSH-16', [encoded(KEY), encoded('docs.example.com')]),
    differs('nonsense', 'PUSH-16', ['?diff=', '?diff=%00', encoded('ipfs://'), encoded('b')]),
    differs('as-printed-nonsense', 'PUSH-16 HTTP-12', ['&diff=', '&diff=docs.example.com']),
  ]
}

export function respondDiff({ salt }: Salting): Area<'respond'> {
  const versions = versionsOf(salt)
  const differs = pushesOf(versions)
  return {
    area: 'respond-diff',
    profile: 'spec',
    layer: 'round',
    operation: 'respond',
    about:
      'What a server makes of `diff`: a root whose DAG it may have, beside the one being pushed.',
    flags: { narrowed: 'The filter is to have what is held below `diff`.' },
    dags: { versions: named(versions) },
    cases: [...related(differs, versions), ...written(differs, versions)],
  }
}
