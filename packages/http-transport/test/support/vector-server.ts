import { decodeCar } from '@car-mirror/car-io'
import type { Block } from '@car-mirror/core'
import {
  type GivenStatus,
  type HttpAnswer,
  type HttpRequest,
  type Input,
  type NamedDag,
  type Outcome,
  toBytes,
  toHex,
  type Value,
} from '@car-mirror/vectors'
import { createHandler } from '../../src/handler.js'
import { specDialect } from '../../src/spec-dialect.js'
import { givenStatus, namesOf, storedNames, storeOf, stream } from './vector-subject.js'

/** What our handlers answer, each a new one, to bodies that come cut at an offset. */
export async function responding(
  { store: held, requests }: Input<'respond'>,
  dag: NamedDag,
  cut: number,
): Promise<Outcome<'respond'>> {
  const store = storeOf(dag, held)
  const answers: Value<'respond'>['answers'][number][] = []
  for (const request of requests) {
    const response = await createHandler({ store })(asRequest(request, cut))
    answers.push(await answerOf(response, request.path, dag))
  }
  return { value: { answers, stored: storedNames(dag, store) } }
}

function asRequest({ method, path, type, body }: HttpRequest, cut: number): Request {
  const bytes = toBytes(body)
  return new Request(`http://peer.example${path}`, {
    method,
    headers: type === null ? {} : { 'content-type': type },
    ...(bytes.length > 0 && { body: stream(bytes, cut), duplex: 'half' }),
  } as RequestInit)
}

async function answerOf(
  response: Response,
  path: string,
  dag: NamedDag,
): Promise<HttpAnswer<GivenStatus>> {
  const { status } = response
  const type = response.headers.get('content-type') ?? ''
  const body = new Uint8Array(await response.arrayBuffer())
  if (!response.ok) return { status, type, refused: true }
  if (specDialect.route(new URL(path, 'http://peer.example'))?.direction === 'push') {
    return { status, type, message: givenStatus(dag, specDialect.decodePush(status, body)) }
  }
  return { status, type, car: await carNames(body, dag) }
}

export async function carNames(body: Uint8Array<ArrayBuffer>, dag: NamedDag) {
  const car = await decodeCar(stream(body, 0))
  const blocks: Block[] = []
  for await (const batch of car.blocks) blocks.push(...batch)
  return { roots: namesOf(dag, car.roots), blocks: blocks.map(({ cid }) => dag.name(toHex(cid))) }
}
