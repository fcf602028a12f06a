import { createHash } from 'node:crypto'
import { fromHex, type NamedBlock } from '@car-mirror/vectors'
import type { Stored } from '../suite/port.js'
import type { Scene } from './scene.js'

/**
 * What a store holds, by the names of the vector. A block that has the bytes of a forged one, or bytes
 * that nobody gave, has a name of its own: it is not the block that its CID names.
 */
export function storedNames(stored: readonly Stored[], { blocks, dag, held }: Scene): string[] {
  const given = new Set(dag.blocks(held).map(keyOf))
  return stored.map(({ cid, sha256 }) => {
    const name = dag.name(cid)
    const [genuine, ...others] = blocks.filter((block) => block.cid === cid)
    const isGenuine = genuine === undefined || sha256 === '' || sha256 === hashOf(genuine)
    if (isGenuine || given.has(`${cid} ${sha256}`)) return name
    return others.find((block) => hashOf(block) === sha256)?.name ?? `${name} with other bytes`
  })
}

function keyOf(block: NamedBlock): string {
  return `${block.cid} ${hashOf(block)}`
}

function hashOf({ bytes }: NamedBlock): string {
  return createHash('sha256').update(fromHex(bytes)).digest('hex')
}
