import {
  type Input,
  type NamedDag,
  type Outcome,
  type ScriptedAnswer,
  toBytes,
  type Value,
} from '@car-mirror/vectors'
import type { Fetch } from '../../src/connection.js'
import { pull } from '../../src/pull.js'
import { push } from '../../src/push.js'
import { specDialect } from '../../src/spec-dialect.js'
import type { Transfer, TransferOptions } from '../../src/transfer.js'
import { carNames } from './vector-server.js'
import {
  categoryOf,
  cidsOf,
  givenStatus,
  namesOf,
  storedNames,
  storeOf,
  stream,
} from './vector-subject.js'

type Scripted = Pick<Input<'pull'>, 'store' | 'roots' | 'diff' | 'answers'>

/** What our pull makes of scripted answers that come cut at an offset. */
export async function pulling(
  input: Input<'pull'>,
  dag: NamedDag,
  cut: number,
): Promise<Outcome<'pull'>> {
  const requests: Value<'pull'>['requests'][number][] = []
  const store = storeOf(dag, input.store)
  const fetch = scripted(input.answers, cut, async (line, body) => {
    requests.push({ ...line, status: givenStatus(dag, specDialect.decodePull(body)) })
  })
  const { ending, error } = await ended(dag, pull({ ...options(input, dag), store, fetch }))
  const value = { requests, stored: storedNames(dag, store), ...ending }
  return error === undefined ? { value } : { value, error }
}

/** Likewise our push. */
export async function pushing(
  input: Input<'push'>,
  dag: NamedDag,
  cut: number,
): Promise<Outcome<'push'>> {
  const requests: Value<'push'>['requests'][number][] = []
  const fetch = scripted(input.answers, cut, async (line, body) => {
    requests.push({ ...line, ...(await carNames(body, dag)) })
  })
  const coldCall = input.coldCall === 'one' ? 0 : Number.POSITIVE_INFINITY
  const store = storeOf(dag, input.store)
  const { ending, error } = await ended(
    dag,
    push({ ...options(input, dag), store, fetch, coldCall }),
  )
  const value = { requests, ...ending }
  return error === undefined ? { value } : { value, error }
}

function options({ roots, diff }: Scripted, dag: NamedDag): Omit<TransferOptions, 'store'> {
  return { url: 'http://peer.example', roots: cidsOf(dag, roots), diff, retries: 0 }
}

/** How a transfer ended; one that failed does not say what is unavailable. */
async function ended(dag: NamedDag, transfer: Promise<Transfer>) {
  try {
    const { complete, unavailable } = await transfer
    return { ending: { complete, unavailable: namesOf(dag, unavailable) } }
  } catch (error) {
    return { ending: { complete: false, unavailable: [] }, error: categoryOf(error) }
  }
}

interface RequestLine {
  readonly method: string
  readonly path: string
  readonly type: string
}

/** A `fetch` that notes each request and gives the next answer; where it may, it follows redirects. */
function scripted(
  answers: readonly ScriptedAnswer[],
  cut: number,
  note: (line: RequestLine, body: Uint8Array<ArrayBuffer>) => Promise<void>,
): Fetch {
  const left = [...answers]
  return async function fetch(url, init): Promise<Response> {
    const request = new Request(url, init)
    const path = request.url.slice(new URL(request.url).origin.length)
    const type = request.headers.get('content-type') ?? ''
    const body = new Uint8Array(await request.arrayBuffer())
    await note({ method: request.method, path, type }, body)
    const response = responseOf(left.shift(), cut)
    const location = response.headers.get('location')
    if (location === null || init.redirect === 'manual') return response
    if (init.redirect === 'error') throw new TypeError('a redirect')
    return fetch(new URL(location, url).href, { ...init, body })
  }
}

function responseOf(answer: ScriptedAnswer | undefined, cut: number): Response {
  if (answer === undefined) return new Response(null, { status: 400 })
  const { status, type, headers = {}, body } = answer
  return new Response(stream(toBytes(body), cut), {
    status,
    headers: { ...headers, 'content-type': type },
  })
}
