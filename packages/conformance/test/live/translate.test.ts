import { fromHex, type HttpRequest, toHex } from '@car-mirror/vectors'
import { car, cbor, concat, node, raw, varint } from '@car-mirror/vectors/by-hand'
import { CID } from 'multiformats/cid'
import { describe, expect, it } from 'vitest'
import { Scene } from '../../src/live/scene.js'
import { answerFrom, answerIn, NoCounterpart, requestIn } from '../../src/live/translate.js'
import { Model } from '../../src/model/model.js'
import { loadSpec } from '../../src/spec/load.js'
import { wireOf } from '../../src/wire/wire.js'

const model = new Model(loadSpec().pins)
const [leaf, other] = [raw('leaf'), raw('other')]
const root = node('root', leaf, other)
const blocks = Object.entries({ root, leaf, other }).map(([name, { cid, bytes }]) => {
  return { name, cid: toHex(cid), bytes: toHex(bytes) }
})
const scene = new Scene(model, blocks, ['root', 'leaf'])
const [rs, go] = [wireOf('rs'), wireOf('go')]
const text = (cid: Uint8Array) => CID.decode(cid).toString()

const MESSAGE = 'application/vnd.ipld.dag-cbor'
const CAR = 'application/vnd.ipld.car; version=1'

function pull(body: Uint8Array, more: Partial<HttpRequest> = {}): HttpRequest {
  return { method: 'POST', path: '/api/v0/dag/pull', type: MESSAGE, body: toHex(body), ...more }
}

function push(body: Uint8Array, more: Partial<HttpRequest> = {}): HttpRequest {
  return { method: 'POST', path: '/api/v0/dag/push', type: CAR, body: toHex(body), ...more }
}

describe('a request in the dialect of the Rust port', () => {
  it('has one root in its path and CIDs as text', () => {
    const wire = requestIn(rs, pull(cbor.message('rs', [leaf.cid], 2, fromHex('ff00'))), scene)
    expect(wire).toMatchObject({
      method: 'POST',
      path: `/dag/pull/${text(leaf.cid)}`,
      type: MESSAGE,
    })
    const entries = [
      ['rs', cbor.array(cbor.text(text(leaf.cid)))],
      ['bk', cbor.uint(2)],
      ['bb', cbor.byteString(fromHex('ff00'))],
    ] as const
    expect(toHex(wire.body)).toBe(toHex(cbor.map(...entries)))
  })

  it('names a block above all roots, if the server holds one', () => {
    const both = pull(cbor.message('rs', [leaf.cid, other.cid]))
    expect(requestIn(rs, both, scene).path).toBe(`/dag/pull/${text(root.cid)}`)
    const apart = new Scene(model, blocks, ['leaf', 'other'])
    expect(() => requestIn(rs, both, apart)).toThrow(NoCounterpart)
  })

  it('keeps prefix, query, method and an unusual media type', () => {
    const body = car([root.cid], root)
    const odd = { path: '/x/api/v0/dag/push?diff=a%20b', method: 'PUT', type: 'text/plain' }
    const wire = requestIn(rs, push(body, odd), scene)
    expect(wire).toMatchObject({
      path: `/x/dag/push/${text(root.cid)}?diff=a%20b`,
      method: 'PUT',
      type: 'text/plain',
    })
    expect(toHex(wire.body)).toBe(toHex(body))
  })

  it('is what it was where it cannot be read or is for no route', () => {
    const garbage = requestIn(rs, pull(fromHex('ff')), scene)
    expect([garbage.path, toHex(garbage.body)]).toEqual([`/dag/pull/${text(root.cid)}`, 'ff'])
    const nowhere = requestIn(rs, pull(fromHex('ff'), { path: '/api/v0/dag/pulls' }), scene)
    expect(nowhere.path).toBe('/api/v0/dag/pulls')
  })

  it('is none where a transfer has no root or several', () => {
    expect(() => requestIn(rs, push(car([], root)), scene)).toThrow(NoCounterpart)
    const strangers = push(car([leaf.cid, raw('nowhere').cid], leaf))
    expect(() => requestIn(rs, strangers, scene)).toThrow(/no counterpart in the dialect rs/)
  })
})

describe('a request in the dialect of the Go port', () => {
  it('has its length before it, and a filter by its kind', () => {
    const wire = requestIn(go, pull(cbor.message('rs', [leaf.cid])), scene)
    expect(wire).toMatchObject({ path: '/dag/cm/status', type: 'application/cbor' })
    const message = cbor.map(
      ['have', cbor.map(['em', cbor.map()])],
      ['want', cbor.array(cbor.link(leaf.cid))],
    )
    expect(toHex(wire.body)).toBe(toHex(concat(varint(message.length), message)))
  })
})

describe('an answer', () => {
  it('of the Rust port with no bytes is a CAR of nothing', () => {
    const reply = { status: 200, type: '', body: new Uint8Array(0) }
    expect(answerFrom(rs, pull(fromHex('ff')), reply, scene)).toEqual({
      status: 200,
      type: '',
      car: { roots: [], blocks: [] },
    })
  })

  it('of the Go port has the status that it means', () => {
    const answer = (...missing: Uint8Array[]) => {
      const want = cbor.array(...missing.map(cbor.link))
      const message = cbor.map(['have', cbor.map(['em', cbor.map()])], ['want', want])
      return { status: 202, type: '', body: concat(varint(message.length), message) }
    }
    const told = (...missing: Uint8Array[]) => {
      return answerFrom(go, push(car([root.cid])), answer(...missing), scene)
    }
    expect(told()).toMatchObject({ status: 200, message: { missing: [] } })
    expect(told(leaf.cid)).toMatchObject({ status: 202, message: { missing: ['leaf'] } })
    const pulled = { status: 202, type: '', body: car([root.cid], root) }
    expect(answerFrom(go, pull(fromHex('ff')), pulled, scene)).toMatchObject({ status: 200 })
  })

  it('that refuses is one with its status, in every dialect', () => {
    const reply = { status: 500, type: 'text/plain', body: fromHex('00') }
    for (const form of [rs, go]) {
      expect(answerFrom(form, push(fromHex('ff')), reply, scene)).toEqual({
        status: 500,
        type: 'text/plain',
        refused: true,
      })
    }
  })

  it('to a client is written in its dialect, if there is one that means the same', () => {
    const wants = (status: number, ...missing: Uint8Array[]) => {
      return { status, type: MESSAGE, body: toHex(cbor.message('dr', missing)) }
    }
    const inRs = answerIn(rs, 'push', wants(202, leaf.cid), model.pins)
    expect(rs.form.decode('push', inRs.body).roots).toEqual([toHex(leaf.cid)])
    expect(answerIn(go, 'push', wants(200), model.pins).status).toBe(202)
    const contradiction = () => answerIn(go, 'push', wants(200, leaf.cid), model.pins)
    expect(contradiction).toThrow(NoCounterpart)
    expect(answerIn(go, 'push', wants(403), model.pins).status).toBe(403)
  })
})
