import {
  fromHex,
  type Hex,
  type Message,
  NamedDag,
  type Profile,
  type Subject,
  toBytes,
  toHex,
} from '@car-mirror/vectors'
import type { Model } from '../model/model.js'
import { filterHex } from '../model/named.js'
import { Refusal } from '../model/refusal.js'
import { cidOfText, textOfCid } from '../profiles/cid-text.js'
import { goSubject } from '../profiles/go.js'
import { rsSubject } from '../profiles/rs.js'

export type Direction = 'pull' | 'push'

/** Why a request or an answer cannot be put in a dialect. */
export class NoCounterpart extends Error {
  override readonly name = 'NoCounterpart'

  constructor(profile: Profile, what: string) {
    super(`no counterpart in the dialect ${profile}: ${what}`)
  }
}

/** How the messages of a dialect look over HTTP. CARs are the same in all of them. */
export interface Form {
  readonly profile: Profile
  /** Media types of requests. */
  readonly types: Readonly<Record<Direction, string>>
  /** Whether a path names the root of the transfer, and there is only one. */
  readonly rootInPath: boolean
  /** Whether no bytes stand for a CAR of no blocks. */
  readonly emptyCar: boolean
  /** Whether success and completion differ in status. */
  readonly statuses: boolean
  /** @param root of the transfer, where the path names it */
  path(direction: Direction, root?: Hex): string
  /** Direction, and root where the path names it; undefined for what is no route. */
  route(path: string): { readonly direction: Direction; readonly root?: Hex } | undefined
  /** A pull request, or the answer to a push. */
  encode(direction: Direction, message: Message<Hex>): Promise<Uint8Array>
  /** @throws Refusal */
  decode(direction: Direction, body: Uint8Array): Promise<Message<Hex>>
}

/** The form of the specification, or of a dialect by the codec that was written for it. */
export function formOf(profile: Profile, model: Model): Form {
  if (profile === 'rs') return rsForm()
  return profile === 'go' ? goForm() : specForm(model)
}

function specForm({ pins, messages, server }: Model): Form {
  const { messageType, carType } = pins['HTTP-4']
  return {
    profile: 'spec',
    types: { pull: messageType, push: carType },
    rootInPath: false,
    emptyCar: false,
    statuses: true,
    path: (direction) => pins['HTTP-1'][direction],
    route: (path) => server.route(path),
    async encode(direction, { roots, filter }) {
      const status = { missing: roots, filter: { ...filter, bytes: fromHex(filter.bytes) } }
      return direction === 'pull' ? messages.encodePull(status) : messages.encodePush(status).body
    },
    async decode(direction, body) {
      const { pushRoots, pushRootsOld } = { ...pins['MSG-2'], ...pins['MSG-3'] }
      const names = direction === 'pull' ? [pins['MSG-1'].pullRoots] : [pushRoots, ...pushRootsOld]
      const { missing, filter } = messages.decode(names, body)
      return { roots: missing, filter: filterHex(filter) }
    },
  }
}

/** The Rust port takes a CAR under the name of a message; its own client sends it so. */
const RS_TYPE = 'application/vnd.ipld.dag-cbor'

function rsForm(): Form {
  return {
    profile: 'rs',
    types: { pull: RS_TYPE, push: RS_TYPE },
    rootInPath: true,
    emptyCar: true,
    statuses: true,
    path: (direction, root = '') => `/dag/${direction}/${textOfCid(fromHex(root))}`,
    route(path) {
      const [, direction, text = ''] = /^\/dag\/(pull|push)\/([^/?]+)/.exec(path) ?? []
      const root = cidOfText(decodeURIComponent(text))
      if (direction === undefined || root === undefined) return undefined
      return { direction: direction as Direction, root: toHex(root) }
    },
    ...codecOf(rsSubject({})),
  }
}

const GO_PATHS = { pull: '/dag/cm/status', push: '/dag/cm/blocks' }
const GO_TYPE = 'application/cbor'

function goForm(): Form {
  return {
    profile: 'go',
    types: { pull: GO_TYPE, push: GO_TYPE },
    rootInPath: false,
    emptyCar: false,
    statuses: false,
    path: (direction) => GO_PATHS[direction],
    route(path) {
      const [pathname] = path.split('?', 1)
      if (pathname === GO_PATHS.pull) return { direction: 'pull' }
      return pathname === GO_PATHS.push ? { direction: 'push' } : undefined
    },
    ...codecOf(goSubject({})),
  }
}

const NO_DAG = new NamedDag()

/** Messages by the operations of a subject. */
function codecOf(subject: Subject): Pick<Form, 'encode' | 'decode'> {
  return {
    async encode(direction, message) {
      const { value } = (await subject[`${direction}.encode`]?.(message, NO_DAG)) ?? {}
      return toBytes(value!.body)
    },
    async decode(direction, body) {
      const hex = toHex(body)
      const { value, error = 'message' } =
        (direction === 'pull'
          ? await subject['pull.decode']?.({ body: hex }, NO_DAG)
          : await subject['push.decode']?.({ status: 202, body: hex }, NO_DAG)) ?? {}
      if (value) return value
      throw new Refusal(error === 'unspecified' ? 'message' : error, 'it cannot be read')
    },
  }
}
