import { type Mutant, mutant, repinned } from './mutant.js'

export const httpMutants: readonly Mutant[] = [
  repinned('HTTP-1/other-routes', 'is somewhere else', { pull: '/dag/pull', push: '/dag/push' }),
  mutant('HTTP-1/no-prefix', 'is served at the top only', ({ server }) => {
    const route = server.route.bind(server)
    server.route = (path) => (path.startsWith('/api/v0/dag/') ? route(path) : undefined)
  }),
  mutant('HTTP-2/any-method', 'answers any method', ({ server }) => {
    server.takesMethod = () => true
  }),
  repinned('HTTP-2/put', 'makes requests by PUT', { method: 'PUT' }),
  repinned('HTTP-2/not-found', 'answers other methods as if nothing were there', {
    statusMethod: 404,
  }),
  repinned('HTTP-3/bad-request', 'answers unknown paths as bad requests', { statusRoute: 400 }),
  repinned('HTTP-3/other-code', 'has another code for it', { codeRoute: 'not-found' }),
  mutant('HTTP-3/all-the-same', 'takes a wrong path for missing roots', ({ client }) => {
    client.isUnknownRoute = () => false
  }),
  mutant('HTTP-3/serves-everywhere', 'takes any path for a pull', ({ server }) => {
    const route = server.route.bind(server)
    server.route = (path) => route(path) ?? { direction: 'pull' }
  }),
  repinned('HTTP-4/plain-cbor', 'calls messages something else', {
    messageType: 'application/cbor',
  }),
  repinned('HTTP-4/no-version', 'leaves the version out of the type of a CAR', {
    carType: 'application/vnd.ipld.car',
  }),
  repinned('HTTP-5/one-name', 'knows one name only', { alsoTypes: [] }),
  mutant('HTTP-5/to-the-letter', 'compares media types as text', ({ server, pins }) => {
    server.takesType = ({ direction }, type) => {
      const { messageType, carType } = pins['HTTP-4']
      const expected = direction === 'pull' ? messageType : carType
      return type === null || type === expected || pins['HTTP-5'].alsoTypes.includes(type)
    }
  }),
  mutant('HTTP-5/needs-a-type', 'refuses a request without a media type', ({ server }) => {
    const takesType = server.takesType.bind(server)
    server.takesType = (call, type) => type !== null && takesType(call, type)
  }),
  mutant('HTTP-6/anything', 'takes any media type', ({ server }) => {
    server.takesType = () => true
  }),
  repinned('HTTP-6/bad-request', 'has another status for it', { statusType: 400 }),
  repinned('HTTP-7/its-own-fault', 'blames itself', { statusMalformed: 500 }),
  mutant('HTTP-7/no-request-at-all', 'takes a message it cannot read for none', (model) => {
    const { messages, filter } = model
    const decode = messages.decode.bind(messages)
    let known: readonly string[] = []
    const answer = model.server.answer.bind(model.server)
    model.server.answer = (store, request) => {
      known = [...store.keys()]
      return answer(store, request)
    }
    messages.decode = (names, body) => {
      try {
        return decode(names, body)
      } catch {
        return { missing: known, filter: filter.empty() }
      }
    }
  }),
  repinned('HTTP-8/bad-request', 'has no status of its own for it', { statusLimit: 400 }),
  mutant('HTTP-9/goes-on', 'takes a refusal for an end', ({ client }) => {
    client.pulled = ({ status, body }) => {
      return status === 200 ? client.carOf(body) : { car: { roots: [], blocks: [] } }
    }
    client.told = ({ status, body }) => {
      if (status === 200 || status === 202) return client.messages.decodePush(status, body)
      return { missing: [], filter: client.filter.empty() }
    }
  }),
  repinned('HTTP-10/plain-text', 'says it in plain text', { problemType: 'text/plain' }),
  repinned('HTTP-11/other-name', 'has another name for it', { diff: 'basis' }),
  mutant('HTTP-11/as-it-is', 'does not percent-encode', ({ client, pins }) => {
    client.query = (diff) => `${pins['HTTP-11'].diff}=${diff}`
  }),
  mutant('HTTP-12/as-meant-only', 'does not know the printed form', ({ server }) => {
    server.splitPrinted = (pathname) => [pathname]
  }),
  mutant('HTTP-13/bare-only', 'does not know a CID in a URI', ({ server, receiver }) => {
    // Filled with the whole store, a filter has what `diff` tells of in any case.
    receiver.covered = ({ store, narrowing }, held) => {
      return new Set([...held, ...receiver.survey({ store, roots: narrowing }).held])
    }
    const diffCid = server.diffCid.bind(server)
    server.diffCid = (diff) => (/^[a-z0-9]+$/i.test(diff) ? diffCid(diff) : undefined)
  }),
  mutant('HTTP-15/follows', 'takes a redirect for an answer', ({ client }) => {
    const told = client.told.bind(client)
    client.pulled = ({ status, body }) => {
      if (status >= 400) throw client.refused(status)
      return client.carOf(body)
    }
    client.told = (reply) => (reply.status === 302 ? told({ ...reply, status: 200 }) : told(reply))
  }),
  mutant('HTTP-16/needs-a-session', 'answers whom it knows', ({ server }) => {
    server.answer = async () => server.refuse(400, 'no-session')
  }),
  mutant('RND-29/remembers', 'leaves out what it has sent or seen before', (model) => {
    const sent = new Set<string>()
    const { sender, receiver } = model
    const answer = sender.answer.bind(sender)
    sender.answer = (store, status, order) => {
      const { available, blocks } = answer(store, status, order)
      const news = blocks.filter(({ cid }) => !sent.has(cid))
      for (const { cid } of news) sent.add(cid)
      return { available, blocks: news }
    }
    const open = receiver.open.bind(receiver)
    receiver.open = (store, roots, narrowing) => {
      const known = roots.filter((cid) => sent.has(cid))
      for (const cid of roots) sent.add(cid)
      return open(store, known.length > 0 ? [] : roots, narrowing)
    }
  }),
]
