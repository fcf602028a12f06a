import { fromHex, type HttpRequest, toHex } from '@car-mirror/vectors'
import { car, cbor, concat, node, raw, varint } from '@car-mirror/vectors/by-hand'
import { CID } from 'multiformats/cid'
import { describe, expect, it } from 'vitest'
import { formOf, NoCounterpart } from '../../src/live/form.js'
import { Scene } from '../../src/live/scene.js'
import { answerFrom, answerIn, requestIn } from '../../src/live/translate.js'
import { Model } from '../../src/model/model.js'
import { loadSpec } from '../../src/spec/load.js'

const model = new Model(loadSpec().pins)
const [leaf, other] = [raw('leaf'), raw('other')]
const root = node('root', leaf, other)
const blocks = Object.entries({ root, leaf, other }).map(([name, { cid, bytes }]) => {
  return { name, cid: toHex(cid), bytes: toHex(bytes) }
})
const scene = new Scene(model, blocks, ['root', 'leaf'])
const [rs, go] = [formOf('rs', model), formOf('go', model)]
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
  it('has one root in its path and CIDs as text', async () => {
    const wire = await requestIn(
      rs,
      pull(cbor.message('rs', [leaf.cid], 2, fromHex('ff00'))),
      scene,
    )
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

  it('names a block above all roots, if the server holds one', async () => {
    const both = pull(cbor.message('rs', [leaf.cid, other.cid]))
    expect((await requestIn(rs, both, scene)).path).toBe(`/dag/pull/${text(root.cid)}`)
    const apart = new Scene(model, blocks, ['leaf', 'other'])
    await expect(requestIn(rs, both, apart)).rejects.toThrow(NoCounterpart)
  })

  it('keeps prefix, query, method and an unusual media type', async () => {
    const body = car([root.cid], root)
    const odd = { path: '/x/api/v0/dag/push?diff=a%20b', method: 'PUT', type: 'text/plain' }
    const wire = await requestIn(rs, push(body, odd), scene)
    expect(wire).toMatchObject({
      path: `/x/dag/push/${text(root.cid)}?diff=a%20b`,
      method: 'PUT',
      type: 'text/plain',
    })
    expect(toHex(wire.body)).toBe(toHex(body))
  })

  it('is what it was where it cannot be read or is for no route', async () => {
    const garbage = await requestIn(rs, pull(fromHex('ff')), scene)
    expect([garbage.path, toHex(garbage.body)]).toEqual([`/dag/pull/${text(root.cid)}`, 'ff'])
    const nowhere = await requestIn(rs, pull(fromHex('ff'), { path: '/api/v0/dag/pulls' }), scene)
    expect(nowhere.path).toBe('/api/v0/dag/pulls')
  })

  it('is none where a transfer has no root or several', async () => {
    await expect(requestIn(rs, push(car([], root)), scene)).rejects.toThrow(NoCounterpart)
    const strangers = push(car([leaf.cid, raw('nowhere').cid], leaf))
    await expect(requestIn(rs, strangers, scene)).rejects.toThrow(
      /no counterpart in the dialect rs/,
    )
  })
})

describe('a request in the dialect of the Go port', () => {
  it('has its length before it, and a filter by its kind', async () => {
    const wire = await requestIn(go, pull(cbor.message('rs', [leaf.cid])), scene)
    expect(wire).toMatchObject({ path: '/dag/cm/status', type: 'application/cbor' })
    const message = cbor.map(
      ['have', cbor.map(['em', cbor.map()])],
      ['want', cbor.array(cbor.link(leaf.cid))],
    )
    expect(toHex(wire.body)).toBe(toHex(concat(varint(message.length), message)))
  })
})

describe('an answer', () => {
  it('of the Rust port with no bytes is a CAR of nothing', async () => {
    const reply = { status: 200, type: '', body: new Uint8Array(0) }
    expect(await answerFrom(rs, pull(fromHex('ff')), reply, scene)).toEqual({
      status: 200,
      type: '',
      car: { roots: [], blocks: [] },
    })
  })

  it('of the Go port has the status that it means', async () => {
    const answer = (...missing: Uint8Array[]) => {
      const want = cbor.array(...missing.map(cbor.link))
      const message = cbor.map(['have', cbor.map(['em', cbor.map()])], ['want', want])
      return { status: 202, type: '', body: concat(varint(message.length), message) }
    }
    const told = async (...missing: Uint8Array[]) => {
      return answerFrom(go, push(car([root.cid])), answer(...missing), scene)
    }
    expect(await told()).toMatchObject({ status: 200, message: { missing: [] } })
    expect(await told(leaf.cid)).toMatchObject({ status: 202, message: { missing: ['leaf'] } })
    const pulled = { status: 202, type: '', body: car([root.cid], root) }
    expect(await answerFrom(go, pull(fromHex('ff')), pulled, scene)).toMatchObject({ status: 200 })
  })

  it('that refuses is one with its status, in every dialect', async () => {
    const reply = { status: 500, type: 'text/plain', body: fromHex('00') }
    for (const form of [rs, go]) {
      expect(await answerFrom(form, push(fromHex('ff')), reply, scene)).toEqual({
        status: 500,
        type: 'text/plain',
        refused: true,
      })
    }
  })

  it('to a client is written in its dialect, if there is one that means the same', async () => {
    const wants = (status: number, ...missing: Uint8Array[]) => {
      return { status, type: MESSAGE, body: toHex(cbor.message('dr', missing)) }
    }
    const inRs = await answerIn(rs, 'push', wants(202, leaf.cid), model.pins)
    expect((await rs.decode('push', inRs.bytes)).roots).toEqual([toHex(leaf.cid)])
    expect((await answerIn(go, 'push', wants(200), model.pins)).status).toBe(202)
    const contradiction = answerIn(go, 'push', wants(200, leaf.cid), model.pins)
    await expect(contradiction).rejects.toThrow(NoCounterpart)
    expect((await answerIn(go, 'push', wants(403), model.pins)).status).toBe(403)
  })
})
