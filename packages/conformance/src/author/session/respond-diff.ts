import { CID } from 'multiformats/cid'
import type { Area, Case } from '../area.js'
import { versions } from '../dags/family.js'
import { named, names } from '../dags/make.js'
import { carOf, PUSH, pushWith } from './exchange.js'

const HELD = 'old kept k1 k2 gone'
const OLD = CID.decode(versions.old.cid).toString()
const ADDED = CID.decode(versions.added.cid).toString()
/** A name in IPNS is a CID, of a key. */
const KEY = 'k51qzi5uqu5dlvj2baxnqndepeb86cbk3ng7n3i46uzyxzyqj2xjonzllnv0v8'
const narrowed = { flags: ['narrowed'] }

/** A push of the new root alone, with each of these query strings or path ends in turn. */
function differs(
  name: string,
  requirements: string,
  ends: readonly string[],
  more: Partial<Case<'respond'>> & { store?: string } = {},
): Case<'respond'> {
  const { store = HELD, ...rest } = more
  const body = carOf([versions.new], versions.new)
  const requests = ends.map((end) => pushWith(body, { path: PUSH + end }))
  const input = { store: names(store), requests }
  return { name, requirements: names(requirements), dag: 'versions', input, ...rest }
}

function encoded(text: string): string {
  return `?diff=${encodeURIComponent(text)}`
}

export const respondDiffArea: Area<'respond'> = {
  area: 'respond-diff',
  profile: 'spec',
  layer: 'round',
  operation: 'respond',
  about:
    'What a server makes of `diff`: a root whose DAG it may have, beside the one being pushed.',
  flags: { narrowed: 'The filter is to have what is held below `diff`.' },
  dags: { versions: named(versions) },
  cases: [
    differs('cid', 'PUSH-15 HTTP-11', [`?diff=${OLD}`], narrowed),
    differs('partly-held', 'PUSH-14', [`?diff=${OLD}`], {
      ...narrowed,
      store: 'old kept k2',
      comment: 'Neither `gone` nor `k1` below `old` is asked for on account of `diff`.',
    }),
    differs('all-but-one-held', 'PUSH-14 PUSH-6', [`?diff=${OLD}`], {
      store: 'old kept k1 k2 added',
      comment: 'The pushed DAG is complete, that of `diff` is not.',
    }),
    differs('not-held', 'PUSH-16 PUSH-14', [`?diff=${ADDED}`], { store: '' }),
    differs('leaf', 'PUSH-15 PUSH-14', [`?diff=${ADDED}`], { ...narrowed, store: 'added kept' }),
    differs('itself', 'PUSH-14', [`?diff=${CID.decode(versions.new.cid)}`]),
    differs('uri', 'HTTP-13 PUSH-15', [`?diff=ipfs://${OLD}`], narrowed),
    differs('uri-encoded', 'HTTP-13 HTTP-11', [encoded(`ipfs://${OLD}`)], narrowed),
    differs('path', 'HTTP-13', [`?diff=/ipfs/${OLD}`, encoded(`/ipfs/${OLD}`)], narrowed),
    differs('as-printed', 'HTTP-12', [`&diff=${OLD}`], narrowed),
    differs(
      'as-printed-encoded',
      'HTTP-12 HTTP-13',
      [`&diff=${encodeURIComponent(`ipfs://${OLD}`)}`],
      {
        ...narrowed,
      },
    ),
    differs('among-other-parameters', 'HTTP-11', [`?x=1&diff=${OLD}&y=2`], narrowed),
    differs('pointers', 'PUSH-16', [
      encoded('ipns://docs.example.com'),
      encoded(`ipns://${KEY}`),
      encoded('dnslink=docs.example.com'),
    ]),
    differs('bare-name', 'PUSH-16', [encoded(KEY), encoded('docs.example.com')]),
    differs('nonsense', 'PUSH-16', ['?diff=', '?diff=%00', encoded('ipfs://'), encoded('b')]),
    differs('as-printed-nonsense', 'PUSH-16 HTTP-12', ['&diff=', '&diff=docs.example.com']),
  ],
}
