import * as dagPb from '@ipld/dag-pb'
import { UnixFS } from 'ipfs-unixfs'
import { CID } from 'multiformats/cid'
import { expect, it } from 'vitest'
import { encodeFileNode } from '../../src/unixfs/file-node.js'

const cid = CID.parse('bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq')
const part = (bytes: number) => ({ cid, fileBytes: bytes, blockBytes: bytes })

/** A protobuf varint as its definition has it: seven bits a byte, the lowest first. */
function varint(value: bigint): string {
  let hex = ''
  let rest = value
  do {
    const last = rest < 128n
    hex += ((rest & 127n) | (last ? 0n : 128n)).toString(16).padStart(2, '0')
    rest >>= 7n
  } while (rest > 0n)
  return hex
}

const sizes = [0, 7, 14, 21, 28, 31, 32, 35, 40, 42, 49].flatMap((bits) =>
  [-1, 0, 1, 12_345].map((more) => 2 ** bits + more),
)

it.each(sizes)('writes the size of a part of %i bytes, and of the file', (size) => {
  const node = dagPb.decode(encodeFileNode({ parts: [part(size)], mode: 0o644 }))
  const expected = `080218${varint(BigInt(size))}20${varint(BigInt(size))}`
  expect(Buffer.from(node.Data!).toString('hex')).toBe(expected)
  expect(UnixFS.unmarshal(node.Data!).fileSize()).toBe(BigInt(size))
  expect(node.Links[0]!.Tsize).toBe(size)
})

it('writes the same bytes each time for a file of 2 to 4 GiB', () => {
  const encode = () => Buffer.from(encodeFileNode({ parts: [part(2 ** 31)], mode: 0o600 }))
  const first = encode().toString('hex')
  for (let i = 0; i < 100; i += 1) expect(encode().toString('hex')).toBe(first)
})
