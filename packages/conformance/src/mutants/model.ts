import { type CidHex, cidParts } from '../model/cid.js'
import type { Store } from '../model/dag.js'
import { type Mutant, mutant, repinned } from './mutant.js'

function digestOf(cid: CidHex): string {
  return Buffer.from(cidParts(cid)?.digest ?? []).toString('hex')
}

/** A block by the digest in its CID alone. */
function byDigest(store: Store, cid: CidHex): Uint8Array | undefined {
  for (const [other, bytes] of store) if (digestOf(other) === digestOf(cid)) return bytes
  return undefined
}

export const modelMutants: readonly Mutant[] = [
  mutant('MOD-2/same-digest', 'takes CIDs with one digest for the same', ({ dag }) => {
    dag.bytes = (store, cid) => dag.inline(cid) ?? store.get(cid) ?? byDigest(store, cid)
  }),
  mutant('MOD-3/last-link-first', 'reads links from the last to the first', ({ dag }) => {
    const read = dag.read.bind(dag)
    dag.read = (codec, bytes) => read(codec, bytes).reverse()
  }),
  repinned('MOD-3/no-dag-json', 'does not know dag-json', {
    codecs: ['raw', 'dag-pb', 'dag-cbor'],
  }),
  mutant('MOD-3/sorted-links', 'sorts links', ({ dag }) => {
    const read = dag.read.bind(dag)
    dag.read = (codec, bytes) => read(codec, bytes).sort()
  }),
  mutant('MOD-4/like-any-other', 'asks for identity CIDs', ({ dag }) => {
    dag.inline = () => undefined
  }),
  mutant('MOD-4/sends-them', 'sends blocks that stand in their CID', ({ sender }) => {
    sender.isSent = () => true
  }),
  mutant('MOD-4/leaves', 'does not follow the links of inline blocks', ({ dag }) => {
    const linksOf = dag.linksOf.bind(dag)
    dag.linksOf = (store, cid) => (dag.inline(cid) ? [] : linksOf(store, cid))
  }),
  mutant('MOD-4/spoils-the-parent', 'refuses to hold an inline block it cannot read', ({ dag }) => {
    dag.linksOf = (store, cid) => {
      const bytes = dag.bytes(store, cid)
      try {
        return bytes && dag.links(cid, bytes)
      } catch {
        return undefined
      }
    }
  }),
  mutant('MOD-5/sends-the-store', 'sends whatever it has', ({ sender }) => {
    const answer = sender.answer.bind(sender)
    sender.answer = (store, status, order) => {
      const { available, blocks } = answer(store, status, order)
      const sent = new Set(blocks.map(({ cid }) => cid))
      const rest = Array.from(store, ([cid, bytes]) => ({ cid, bytes }))
      return { available, blocks: [...blocks, ...rest.filter(({ cid }) => !sent.has(cid))] }
    }
  }),
  mutant('MOD-6/first-root-only', 'sends what the first root reaches', ({ sender }) => {
    const requested = sender.requested.bind(sender)
    sender.requested = (missing) => requested(missing).slice(0, 1)
  }),
  mutant('MOD-6/first-root-wanted', 'wants what the first root reaches', ({ receiver }) => {
    const open = receiver.open.bind(receiver)
    receiver.open = (store, roots, narrowing) => open(store, roots.slice(0, 1), narrowing)
  }),
]
