import { Refusal } from '../model/refusal.js'
import { type Mutant, mutant, repinned } from './mutant.js'

export const pushMutants: readonly Mutant[] = [
  mutant('PUSH-1/filter-first', 'puts a filter before the CAR', ({ client, messages, filter }) => {
    const body = client.pushBody.bind(client)
    client.pushBody = async (car) => {
      const message = messages.encodePull({ missing: [], filter: filter.empty() })
      return new Uint8Array(Buffer.concat([message, await body(car)]))
    }
  }),
  mutant('PUSH-2/first-block', 'names the first block of the CAR', ({ client }) => {
    client.header = ({ roots }, { blocks }) => (blocks[0] ? [blocks[0].cid] : roots)
  }),
  mutant('PUSH-2/listed-roots', 'names what the server asked for', ({ client }) => {
    client.header = (_task, { available }) => available
  }),
  repinned('PUSH-3/preorder', 'walks in preorder', { order: 'preorder' }),
  mutant('PUSH-5/first-root-only', 'looks at the first root of the header', ({ server }) => {
    server.rootsOf = ({ roots }) => roots.slice(0, 1)
  }),
  mutant('PUSH-5/stores-nothing', 'answers before it stores', ({ server, receiver }) => {
    const rootsOf = server.rootsOf.bind(server)
    server.rootsOf = (car, diff) => {
      receiver.receive = () => {}
      return rootsOf(car, diff)
    }
  }),
  repinned('PUSH-6/always-accepted', 'has one status for both', { statusComplete: 202 }),
  repinned('PUSH-6/always-complete', 'calls everything complete', { statusGoOn: 200 }),
  mutant('PUSH-7/status-is-enough', 'does not compare status and list', ({ messages }) => {
    messages.agrees = () => true
  }),
  mutant('PUSH-8/prunes-roots', 'leaves out listed roots that hit the filter', ({ sender }) => {
    sender.isExempt = () => false
  }),
  mutant('PUSH-8/roots-only', 'sends listed roots without what is below', ({ sender }) => {
    const answer = sender.answer.bind(sender)
    let rounds = 0
    sender.answer = (store, status, order) => {
      const { available, blocks } = answer(store, status, order)
      const asked = blocks.filter(({ cid }) => status.missing.includes(cid))
      return { available, blocks: rounds++ === 0 ? blocks : asked }
    }
  }),
  mutant('PUSH-9/ignores-the-filter', 'sends what it had meant to send', ({ sender }) => {
    sender.leavesOut = () => false
  }),
  mutant('PUSH-10/says-nothing', 'does not say what it lacks', ({ client }) => {
    client.markUnavailable = () => {}
  }),
  mutant('PUSH-11/sends-nothing', 'goes on with CARs without blocks', ({ client }) => {
    client.endsPush = () => false
    client.advances = () => true
  }),
  mutant('PUSH-12/refuses-questions', 'refuses a CAR without blocks', ({ server }) => {
    const carOf = server.carOf.bind(server)
    server.carOf = (body) => {
      const found = carOf(body)
      if (found.car.blocks.length === 0) throw new Refusal('car-truncated', 'no blocks')
      return found
    }
  }),
  mutant('PUSH-13/patient', 'sends the same for ever', ({ client }) => {
    client.advances = () => true
  }),
  repinned('PUSH-13/no-patience', 'ends where a server asks again for less', { patience: 0 }),
  mutant('PUSH-14/one-root-more', 'takes `diff` for a root', ({ server }) => {
    const rootsOf = server.rootsOf.bind(server)
    server.rootsOf = (car, diff) => [...rootsOf(car, diff), ...server.narrowing(diff)]
  }),
  mutant('PUSH-15/ignores-it', 'does not look at `diff`', ({ receiver }) => {
    receiver.covered = (_transfer, held) => new Set(held)
  }),
  mutant('PUSH-16/must-be-known', 'refuses a `diff` that it does not know', ({ server }) => {
    const narrowing = server.narrowing.bind(server)
    server.narrowing = (diff) => {
      const found = narrowing(diff)
      if (diff !== undefined && found.length === 0) throw new Refusal('refused', 'unknown')
      return found
    }
  }),
]
