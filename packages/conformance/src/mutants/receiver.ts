import { createHash } from 'node:crypto'
import { toHex } from '@car-mirror/vectors'
import { CID } from 'multiformats/cid'
import { Refusal } from '../model/refusal.js'
import { type Mutant, mutant, repinned } from './mutant.js'

/** What a receiver does wrong with what comes. */
export const receiverMutants: readonly Mutant[] = [
  mutant('RND-17/trusts', 'stores any bytes under any name', ({ verify }) => {
    verify.check = () => {}
  }),
  mutant('RND-18/prefix', 'takes the beginning of a digest for all of it', ({ verify }) => {
    verify.matches = (actual, expected) => actual.startsWith(expected)
  }),
  mutant('RND-18/unknown-is-fine', 'trusts hash functions that it does not know', ({ verify }) => {
    const hash = verify.hash.bind(verify)
    const matches = verify.matches.bind(verify)
    verify.hash = (code) => {
      try {
        return hash(code)
      } catch {
        return { name: 'unknown', digest: () => 'unknown' }
      }
    }
    verify.matches = (actual, expected) => actual === 'unknown' || matches(actual, expected)
  }),
  repinned('RND-18/no-blake', 'does not know two of the functions', {
    hashes: ['identity', 'sha2-256', 'sha2-512'],
  }),
  mutant('RND-19/stores-first', 'stores a block before it reads it', ({ receiver }) => {
    const accept = receiver.accept.bind(receiver)
    receiver.accept = (transfer, block) => {
      transfer.store.set(block.cid, block.bytes)
      accept(transfer, block)
    }
  }),
  mutant('RND-19/stores-anything', 'stores blocks that it cannot read', ({ receiver }) => {
    receiver.accept = (transfer, { cid, bytes }) => {
      transfer.store.set(cid, bytes)
      transfer.unavailable.delete(cid)
      receiver.release(transfer)
    }
  }),
  mutant('RND-20/takes-it-all-back', 'drops a round that has a bad block', ({ receiver }) => {
    const take = receiver.take.bind(receiver)
    receiver.take = (transfer, answer, cut) => {
      const before = new Set(transfer.store.keys())
      try {
        return take(transfer, answer, cut)
      } catch (cause) {
        for (const cid of transfer.store.keys()) if (!before.has(cid)) transfer.store.delete(cid)
        throw cause
      }
    }
  }),
  mutant('RND-20/passes-over-it', 'goes on after a bad block', ({ receiver }) => {
    const receive = receiver.receive.bind(receiver)
    receiver.receive = (transfer, block) => {
      try {
        receive(transfer, block)
      } catch {
        // The block is dropped.
      }
    }
  }),
  mutant('RND-21/stores-strangers', 'stores what nothing links to', ({ receiver }) => {
    receiver.isWanted = () => true
  }),
  mutant('RND-21/refuses-strangers', 'fails at a block that nothing links to', ({ receiver }) => {
    receiver.isKept = () => {
      throw new Refusal('protocol', 'not asked for')
    }
  }),
  mutant('RND-22/stops-there', 'ends the round at a block that it has', ({ receiver }) => {
    const take = receiver.take.bind(receiver)
    receiver.take = (transfer, answer, cut) => {
      const known = answer.blocks.findIndex(({ cid }, i) => {
        const before = answer.blocks.slice(0, i)
        return transfer.store.has(cid) || before.some((block) => block.cid === cid)
      })
      const blocks = known === -1 ? answer.blocks : answer.blocks.slice(0, known)
      return take(transfer, { ...answer, blocks }, cut)
    }
  }),
  mutant('RND-23/parents-first', 'drops a block that comes before its parent', ({ receiver }) => {
    receiver.isKept = () => false
  }),
  mutant('RND-24/judges', 'takes a broken connection for the end of a round', ({ receiver }) => {
    receiver.judges = () => true
  }),
  mutant('SEC-2/any-nesting', 'reads blocks of any depth', ({ dag }) => {
    dag.checkDepth = () => {}
  }),
  repinned('SEC-2/shallow-blocks', 'refuses blocks within the bound', { blockDepth: 512 }),
  mutant('SEC-2/any-number', 'reads numbers of any length', ({ dag }) => {
    dag.checkNumbers = () => {}
  }),
  repinned('SEC-2/shorter-numbers', 'refuses numbers within the bound', { numberLength: 512 }),
  mutant('MOD-3/respells', 'takes a CIDv0 that is spelled out for the one it means', ({ dag }) => {
    const checkLink = dag.checkLink.bind(dag)
    dag.checkLink = (link) => checkLink(link.replace(/^0070(1220.{64})$/, '$1'))
  }),
  mutant('MOD-3/any-letters', 'reads CIDs in letters that are no digits', ({ dag }) => {
    dag.cidOfText = (text) => toHex(CID.parse(text).bytes)
  }),
  repinned('SEC-3/longer', 'follows CIDs of 2 KiB', { maxCid: 2048 }),
  mutant('SEC-3/any-length', 'follows CIDs of any length', ({ dag }) => {
    dag.checkLink = () => {}
  }),
  mutant('RND-17/wrong-function', 'hashes everything with sha2-256', ({ verify }) => {
    verify.hash = () => ({
      name: 'sha2-256',
      digest: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    })
  }),
]
