import { type Mutant, mutant, repinned } from './mutant.js'

export const pullMutants: readonly Mutant[] = [
  mutant('PULL-1/one-root', 'asks for one root at a time', ({ client, messages }) => {
    client.pullBody = (status) => {
      return messages.encodePull({ ...status, missing: status.missing.slice(0, 1) })
    }
  }),
  mutant(
    'PULL-1/news-only',
    'leaves out roots that it asked for before',
    ({ client, messages }) => {
      const asked = new Set<string>()
      client.pullBody = (status) => {
        const missing = status.missing.filter((cid) => !asked.has(cid))
        for (const cid of missing) asked.add(cid)
        return messages.encodePull({ ...status, missing })
      }
    },
  ),
  mutant('PULL-2/starts-at-the-root', 'asks for the root whatever it has', (model) => {
    const { client, messages } = model
    client.pullBody = (status, { roots }) => messages.encodePull({ ...status, missing: roots })
  }),
  repinned('PULL-3/breadth-first', 'walks level by level', { order: 'breadth-first' }),
  mutant('PULL-3/last-root-first', 'begins with the last root', ({ sender }) => {
    const requested = sender.requested.bind(sender)
    sender.requested = (missing) => requested(missing).reverse()
  }),
  mutant('PULL-4/promises-everything', 'names every requested root', ({ server, messages }) => {
    server.promised = (_available, requested) => messages.distinct(requested)
  }),
  mutant('PULL-4/one-root', 'names the first root only', ({ server }) => {
    server.promised = (available) => available.slice(0, 1)
  }),
  mutant('PULL-4/any-order', 'names the roots in another order', ({ server }) => {
    server.promised = (available) => [...available].reverse()
  }),
  mutant('PULL-5/one-missing-is-all', 'has nothing if one root is missing', ({ server }) => {
    server.isNotFound = (available, requested) => available.length < new Set(requested).size
  }),
  mutant('PULL-5/empty-car', 'answers with a CAR of nothing', ({ server }) => {
    server.isNotFound = () => false
  }),
  repinned('PULL-5/gone', 'has another status for it', { statusNotFound: 410 }),
  repinned('PULL-5/created', 'has another status for a CAR', { statusAvailable: 201 }),
  mutant('PULL-6/fails', 'takes "not found" for a failure', ({ client }) => {
    const pulled = client.pulled.bind(client)
    client.pulled = (reply) => {
      if (reply.status === 404) throw client.refused(404)
      return pulled(reply)
    }
  }),
  mutant('PULL-7/asks-once-anyway', 'makes a request though it lacks nothing', ({ client }) => {
    let first = true
    client.pullGoesOn = ({ missing }) => {
      const goesOn = first || missing.length > 0
      first = false
      return goesOn
    }
  }),
  mutant('PULL-7/one-round', 'ends with the first answer', ({ client }) => {
    let rounds = 0
    client.pullGoesOn = ({ missing }) => missing.length > 0 && rounds++ === 0
  }),
  mutant('PULL-8/nothing-for-nothing', 'answers with a CAR of nothing', ({ server, cars }) => {
    server.nothingAsked = async () => {
      return server.reply(200, await cars.encode({ roots: [], blocks: [] }))
    }
  }),
  repinned('PULL-8/not-found', 'answers that nothing is there', { statusNothing: 404 }),
]
