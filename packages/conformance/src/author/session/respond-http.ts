import type { HttpRequest } from '@car-mirror/vectors'
import { hex } from '@car-mirror/vectors/by-hand'
import type { Area, Case } from '../area.js'
import { type Family, familyOf } from '../dags/family.js'
import { named, names } from '../dags/make.js'
import type { Salting } from '../dags/salt.js'
import {
  CAR,
  carOf,
  MESSAGE,
  message,
  PULL,
  PUSH,
  pulls,
  pullWith,
  pushes,
  pushWith,
} from './exchange.js'

/** The bodies of a good pull and a good push. */
interface Good {
  readonly pull: Uint8Array
  readonly push: Uint8Array
}

function answers(
  name: string,
  requirements: string,
  requests: readonly HttpRequest[],
  more: Partial<Case<'respond'>> = {},
): Case<'respond'> {
  const input = { store: names('a a1 a2'), requests }
  return { name, requirements: names(requirements), dag: 'family', input, ...more }
}

/** A pull, and a push, each with the media type. */
function both({ pull, push }: Good, type: string | null): HttpRequest[] {
  return [pullWith(pull, { type }), pushWith(push, { type })]
}

/** A good body with each method in turn; what has no body goes without. */
function methods(path: string, body: Uint8Array): HttpRequest[] {
  return ['GET', 'PUT', 'DELETE', 'PATCH'].map((method) => {
    const type = path === PUSH ? CAR : MESSAGE
    return pullWith(method === 'GET' ? hex('') : body, { method, path, type })
  })
}

function routes({ pull, push }: Good): Case<'respond'>[] {
  return [
    answers('below-prefix', 'HTTP-1', [
      pullWith(pull, { path: `/some/prefix${PULL}` }),
      pushWith(push, { path: `/x${PUSH}` }),
    ]),
    answers('nothing-there', 'HTTP-3 HTTP-10', [
      ...['/', '/api/v0/dag', `${PULL}/more`, `${PULL}s`, '/api/v0/pull'].map((path) =>
        pullWith(pull, { path }),
      ),
    ]),
    answers('nothing-there-to-push-to', 'HTTP-3', [pushWith(push, { path: '/api/v0/dag/put' })]),
    answers('pull-other-methods', 'HTTP-2 HTTP-10', methods(PULL, pull)),
    answers('push-other-methods', 'HTTP-2', methods(PUSH, push)),
  ]
}

function types({ a, b }: Family, good: Good): Case<'respond'>[] {
  const { pull, push } = good
  return [
    answers('types-of-answers', 'HTTP-4', [pulls([a]), pushes([a]), pushes([b], b)]),
    answers('no-type', 'HTTP-5', both(good, null)),
    answers('octet-stream', 'HTTP-5', both(good, 'application/octet-stream')),
    answers('cbor', 'HTTP-5', both(good, 'application/cbor')),
    answers('upper-case', 'HTTP-5', [
      pullWith(pull, { type: 'Application/Vnd.IPLD.DAG-CBOR' }),
      pushWith(push, { type: 'APPLICATION/VND.IPLD.CAR; VERSION=1' }),
      ...both(good, 'Application/Octet-Stream'),
    ]),
    answers('parameters', 'HTTP-5', [
      pullWith(pull, { type: 'application/vnd.ipld.dag-cbor; charset=utf-8' }),
      pullWith(pull, { type: 'application/cbor;profile="x;y"' }),
      pushWith(push, { type: 'application/vnd.ipld.car' }),
      pushWith(push, { type: 'application/vnd.ipld.car ; version=2' }),
    ]),
    answers('text', 'HTTP-6 HTTP-10', both(good, 'text/plain')),
    answers('json', 'HTTP-6', both(good, 'application/json')),
    answers('near-misses', 'HTTP-6', [
      ...both(good, 'application/vnd.ipld.raw'),
      ...both(good, 'application/vnd.ipld.car+json'),
      ...both(good, 'application/cbor-seq'),
    ]),
    answers('each-others', 'HTTP-6', [
      pullWith(pull, { type: 'application/vnd.ipld.car; version=1' }),
      pushWith(push, { type: 'application/vnd.ipld.dag-cbor' }),
    ]),
    answers('type-before-body', 'HTTP-6', [
      pullWith(hex('ff'), { type: 'text/plain' }),
      pushWith(hex('ff'), { type: 'text/html' }),
    ]),
  ]
}

function mixed({ a1, a2, b }: Family): Case<'respond'>[] {
  return [
    answers('push-then-pull', 'RND-29 HTTP-16', [pushes([b], b), pulls([b])]),
    answers('pull-after-refusals', 'RND-29 HTTP-7', [
      pullWith(hex('ff')),
      pushWith(hex('ff')),
      pulls([a1, a2]),
    ]),
  ]
}

export function respondHttp({ salt }: Salting): Area<'respond'> {
  const family = familyOf(salt)
  const { a, b } = family
  const good = { pull: message('rs', [a]), push: carOf([b], b) }
  return {
    area: 'respond-http',
    profile: 'spec',
    layer: 'round',
    operation: 'respond',
    about: 'How a server reads the line and the headers of a request: route, method, media type.',
    dags: { family: named(family) },
    cases: [...routes(good), ...types(family, good), ...mixed(family)],
  }
}
