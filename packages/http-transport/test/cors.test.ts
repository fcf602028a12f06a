import { expect, it } from 'vitest'
import { createHandler } from '../src/handler.js'
import { ask, PULL, PUSH } from './support/ask.js'
import { raw } from './support/blocks.js'
import { car } from './support/car.js'
import { message } from './support/message.js'
import { storeOf } from './support/stores.js'

const root = raw('root')

function corsHeaders(headers: Headers): [string, string][] {
  return [...headers].filter(([name]) => name.startsWith('access-control-') || name === 'vary')
}

it('says nothing about origins unless asked to', async () => {
  const handler = createHandler({ store: storeOf(root) })
  const origin = { origin: 'https://app.example' }
  for (const init of [{ headers: origin }, { headers: origin, method: 'OPTIONS', body: null }]) {
    const answer = await ask(handler, PULL, message('rs', [root.cid]), init)
    expect(corsHeaders(answer.headers)).toEqual([])
  }
})

it('answers a preflight with 204 and what may be sent, without asking for a token', async () => {
  const cors = 'https://app.example'
  const handler = createHandler({ store: storeOf(), cors, authorize: () => false })
  for (const path of [PULL, PUSH]) {
    const answer = await ask(handler, path, null, { method: 'OPTIONS' })
    expect([answer.status, answer.body.length]).toEqual([204, 0])
    expect(answer.headers.get('access-control-allow-origin')).toBe(cors)
    expect(answer.headers.get('access-control-allow-methods')).toBe('POST')
    expect(answer.headers.get('access-control-allow-headers')).toBe('authorization, content-type')
  }
})

it.each(['*', 'https://app.example'])('lets %s read answers and refusals', async (cors) => {
  const handler = createHandler({ store: storeOf(root), cors })
  for (const [path, body] of [
    [PULL, message('rs', [root.cid])],
    [PULL, message('rs', [])],
    [PUSH, car([root.cid])],
    ['/elsewhere', car([root.cid])],
  ] as const) {
    const { headers } = await ask(handler, path, body)
    expect(headers.get('access-control-allow-origin')).toBe(cors)
    expect(headers.get('vary')).toBe('origin')
    // without it a page sees neither header of an answer from elsewhere
    expect(headers.get('access-control-expose-headers')).toBe('car-mirror-duplicates, retry-after')
  }
})
