import { type NamedBlock, toHex } from '@car-mirror/vectors'
import {
  block,
  cbor,
  cidOf,
  concat,
  DAG_CBOR,
  DAG_JSON,
  DAG_PB,
  type Framed,
  IDENTITY,
  SHA2_256,
  sha256,
  varint,
} from '@car-mirror/vectors/by-hand'
import { CID } from 'multiformats/cid'

/** Blocks by the names that cases use for them. */
export type Blocks = Readonly<Record<string, Framed>>

export function named(blocks: Blocks): NamedBlock[] {
  return Object.entries(blocks).map(([name, { cid, bytes }]) => {
    return { name, cid: toHex(cid), bytes: toHex(bytes) }
  })
}

/** Several DAGs, as a file of vectors has them. */
export function namedAll(dags: Readonly<Record<string, Blocks>>): Record<string, NamedBlock[]> {
  return Object.fromEntries(Object.entries(dags).map(([name, blocks]) => [name, named(blocks)]))
}

/** `names('root a a1')` */
export function names(text: string): string[] {
  return text.split(' ').filter((name) => name !== '')
}

/** `row('leaf', 3)`: leaf1, leaf2, leaf3. */
export function row(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${name}${i + 1}`)
}

/** A dag-cbor block of any item. */
export function cborBlock(item: Uint8Array): Framed {
  return block(DAG_CBOR, item)
}

/** A dag-json block of any text. */
export function jsonBlock(json: string): Framed {
  return block(DAG_JSON, text(json))
}

/** A link in dag-json. */
export function jsonLink({ cid }: Framed): string {
  return `{"/":"${CID.decode(cid)}"}`
}

/** A dag-pb block: its links with empty names, then its data. */
export function pbBlock(data: Uint8Array, ...links: readonly Framed[]): Framed {
  const fields = links.map(({ cid, bytes }) => {
    const size = concat(varint(0x18), varint(bytes.length))
    return field(0x12, concat(field(0x0a, cid), field(0x12, new Uint8Array(0)), size))
  })
  return block(DAG_PB, concat(...fields, field(0x0a, data)))
}

/** The same dag-pb block under its CIDv0. */
export function asV0({ bytes }: Framed): Framed {
  return { cid: concat(Uint8Array.of(SHA2_256, 32), sha256(bytes)), bytes }
}

/** The same bytes under another codec. */
export function as(codec: number, { bytes }: Framed): Framed {
  return block(codec, bytes)
}

/** A block that its own CID carries. */
export function inline(codec: number, bytes: Uint8Array): Framed {
  return { cid: cidOf(codec, IDENTITY, bytes), bytes }
}

/** The CID of one block with the bytes of another. */
export function forged({ cid }: Framed, { bytes }: { readonly bytes: Uint8Array }): Framed {
  return { cid, bytes }
}

/** A dag-cbor list of links and nothing else. */
export function links(...blocks: readonly Framed[]): Uint8Array<ArrayBuffer> {
  return cbor.array(...blocks.map(({ cid }) => cbor.link(cid)))
}

export function text(value: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(value)
}

function field(key: number, value: Uint8Array): Uint8Array<ArrayBuffer> {
  return concat(varint(key), varint(value.length), value)
}
