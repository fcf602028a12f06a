import { writeFile } from 'node:fs/promises'
import { type Block, encodeCar } from '@car-mirror/car-io'
import { CID } from 'multiformats/cid'
import * as raw from 'multiformats/codecs/raw'
import { cidOf } from './store.js'

export async function writeCar(path: string, roots: string[], blocks: Block[]): Promise<void> {
  const chunks: Uint8Array[] = []
  const parsed = roots.map((root) => CID.parse(root))
  for await (const chunk of encodeCar(parsed, [blocks])) chunks.push(chunk)
  await writeFile(path, Buffer.concat(chunks))
}

export async function rawBlock(text: string): Promise<Block> {
  const bytes = new TextEncoder().encode(text)
  return { cid: (await cidOf(raw.code, bytes)).bytes, bytes }
}

export function textOf({ cid }: Block): string {
  return CID.decode(cid).toString()
}
