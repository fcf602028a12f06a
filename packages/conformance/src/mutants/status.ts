import { fromHex } from '@car-mirror/vectors'
import type { Model } from '../model/model.js'
import { type Mutant, mutant } from './mutant.js'

/** Does not list what its own filter reports as present. */
function trustsItsFilter({ receiver, filter }: Model): void {
  const listed = receiver.listed.bind(receiver)
  receiver.listed = (transfer, missing) => {
    const own = receiver.have(transfer, receiver.survey(transfer).held)
    return listed(transfer, missing).filter((cid) => !filter.has(own, fromHex(cid)))
  }
}

/** What a receiver says wrong. */
export const statusMutants: readonly Mutant[] = [
  mutant('RND-1/lists-parents', 'lists the parents of missing blocks', ({ receiver, dag }) => {
    const listed = receiver.listed.bind(receiver)
    receiver.listed = (transfer, missing) => {
      const wanted = new Set(listed(transfer, missing))
      const held = [...receiver.survey(transfer).held]
      const parents = held.filter((cid) => {
        return dag.linksOf(transfer.store, cid)?.some((link) => wanted.has(link))
      })
      return parents.length > 0 ? parents : [...wanted]
    }
  }),
  mutant('RND-1/lists-roots', 'asks for the roots until it has everything', ({ receiver }) => {
    const listed = receiver.listed.bind(receiver)
    receiver.listed = (transfer, missing) => {
      return listed(transfer, missing).length > 0 ? [...transfer.roots] : []
    }
  }),
  mutant('RND-2/no-second-look', 'lists what is left of the first list', ({ receiver }) => {
    const listed = receiver.listed.bind(receiver)
    receiver.listed = (transfer, missing) => {
      const all = listed(transfer, missing)
      const { asked } = transfer
      return asked.length === 0 ? all : all.filter((cid) => asked.includes(cid))
    }
  }),
  mutant('RND-2/store-not-seen', 'asks for everything below what came', ({ receiver, dag }) => {
    const status = receiver.status.bind(receiver)
    receiver.status = (transfer) => {
      const { asked } = transfer
      const told = status(transfer)
      const came = asked.filter((cid) => transfer.store.has(cid))
      const below = came.flatMap((cid) => dag.linksOf(transfer.store, cid) ?? [])
      const missing = [...new Set([...told.missing, ...below])]
      transfer.asked = missing
      return { ...told, missing }
    }
  }),
  mutant('RND-3/trusts-its-filter', 'does not ask for what its filter hits', trustsItsFilter),
  mutant('SEC-5/trusts-its-filter', 'takes a hit in its filter for a block', trustsItsFilter),
  mutant('RND-4/tells-of-missing', 'puts what it wants into the filter', ({ receiver }) => {
    const covered = receiver.covered.bind(receiver)
    receiver.covered = (transfer, held) => {
      return new Set([...covered(transfer, held), ...receiver.survey(transfer).missing])
    }
  }),
  mutant('RND-5/roots-only', 'puts the roots it holds into the filter', ({ receiver }) => {
    receiver.covered = ({ roots }, held) => new Set(roots.filter((cid) => held.has(cid)))
  }),
  mutant('RND-5/old-news', 'keeps the filter of its first status', ({ receiver }) => {
    const first = new WeakMap<object, ReturnType<typeof receiver.have>>()
    const have = receiver.have.bind(receiver)
    receiver.have = (transfer, held) => {
      const filter = first.get(transfer) ?? have(transfer, held)
      if (filter.bytes.length > 0) first.set(transfer, filter)
      return filter
    }
  }),
  mutant('RND-6/never-grows', 'keeps the size of its first filter', ({ receiver }) => {
    const first = new WeakMap<object, { bytes: number; hashes: number }>()
    const parameters = receiver.parameters.bind(receiver)
    receiver.parameters = (transfer, count) => {
      const chosen = first.get(transfer) ?? parameters(transfer, count)
      if (chosen.bytes > 0) first.set(transfer, chosen)
      return chosen
    }
  }),
  mutant('RND-8/nothing-else', 'leaves room in the filter unused', ({ receiver }) => {
    receiver.covered = (_transfer, held) => new Set(held)
  }),
  mutant('RND-25/marks-nothing', 'asks for ever for what is not there', ({ receiver }) => {
    receiver.settle = () => 0
    receiver.isStuck = () => false
  }),
  mutant('RND-25/asks-again', 'asks again for what is unavailable', ({ receiver }) => {
    receiver.listed = (_transfer, missing) => [...missing]
  }),
  mutant('RND-25/promise-means-nothing', 'gives up what was promised', ({ receiver }) => {
    const settle = receiver.settle.bind(receiver)
    receiver.settle = (transfer) => settle(transfer, [])
  }),
  mutant('RND-26/gone-is-gone', 'does not take what it has given up', ({ receiver }) => {
    const isWanted = receiver.isWanted.bind(receiver)
    receiver.isWanted = (transfer, missing, cid) => {
      return isWanted(transfer, missing, cid) && !transfer.unavailable.has(cid)
    }
  }),
  mutant('RND-27/all-is-well', 'calls complete what cannot be completed', ({ receiver }) => {
    receiver.isComplete = () => true
  }),
  mutant('RND-27/says-nothing', 'does not say what is unavailable', ({ client }) => {
    for (const direction of ['pull', 'push'] as const) {
      const run = client[direction].bind(client) as (...args: unknown[]) => Promise<void>
      const silent = async (...args: unknown[]) => {
        await run(...args)
        Object.assign(args.at(-1) as object, { unavailable: [] })
      }
      Object.assign(client, { [direction]: silent })
    }
  }),
  mutant('RND-28/patient', 'goes on though nothing changes', ({ receiver }) => {
    receiver.isStuck = () => false
  }),
]
