import { createHash } from 'node:crypto'
import { lstat, readdir, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'

/** What a walk of the file system sees: path, mode and content of each entry, in a fixed order. */
export async function describeTree(root: string): Promise<string[]> {
  const lines: string[] = []
  for (const path of (await readdir(root, { recursive: true })).sort()) {
    const at = join(root, path)
    const stat = await lstat(at)
    const mode = (stat.mode & 0o777).toString(8)
    if (stat.isSymbolicLink()) lines.push(`${path} -> ${await readlink(at)}`)
    else if (stat.isDirectory()) lines.push(`${path}/ ${mode}`)
    else lines.push(`${path} ${mode} ${digest(await readFile(at))}`)
  }
  return lines
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
