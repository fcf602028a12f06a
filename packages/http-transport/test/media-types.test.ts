import { expect, it } from 'vitest'
import { createHandler } from '../src/handler.js'
import { ask, PULL, PUSH } from './support/ask.js'
import { raw } from './support/blocks.js'
import { car } from './support/car.js'
import { message } from './support/message.js'
import { contents, storeOf } from './support/stores.js'

const root = raw('root')

const SHARED = [
  'application/cbor',
  'application/octet-stream',
  'APPLICATION/Octet-Stream',
  'application/cbor ; charset=utf-8',
]
const MESSAGES = [
  'application/vnd.ipld.dag-cbor',
  'application/vnd.ipld.dag-cbor; version=7',
  ...SHARED,
]
const CARS = [
  'application/vnd.ipld.car',
  'application/vnd.ipld.car; version=1',
  'application/vnd.ipld.car;version=1',
  ...SHARED,
]
const NEITHER = ['text/plain', 'application/json', 'multipart/form-data; boundary=x', 'car', 'a/b']

async function status(path: string, type: string | undefined): Promise<unknown[]> {
  const store = storeOf()
  const handler = createHandler({ store: path === PULL ? storeOf(root) : store })
  const body = path === PULL ? message('rs', [root.cid]) : car([root.cid], root)
  const answer = await ask(handler, path, body, { headers: type ? { 'content-type': type } : {} })
  if (answer.status !== 200) expect(contents(store)).toEqual([])
  return [answer.status, answer.problem.code]
}

it.each(MESSAGES)('takes a pull request as %s', async (type) => {
  expect(await status(PULL, type)).toEqual([200, undefined])
})

it.each(CARS)('takes a pushed CAR as %s', async (type) => {
  expect(await status(PUSH, type)).toEqual([200, undefined])
})

it('takes a body of no declared type', async () => {
  expect(await status(PULL, undefined)).toEqual([200, undefined])
  expect(await status(PUSH, undefined)).toEqual([200, undefined])
})

it.each([...NEITHER, 'application/vnd.ipld.car'])('refuses a pull request as %s', async (type) => {
  expect(await status(PULL, type)).toEqual([415, 'ERR_MEDIA_TYPE'])
})

it.each([...NEITHER, 'application/vnd.ipld.dag-cbor'])('refuses a CAR as %s', async (type) => {
  expect(await status(PUSH, type)).toEqual([415, 'ERR_MEDIA_TYPE'])
})
