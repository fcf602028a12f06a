import * as z from 'zod'

/** What each command prints with `--json`: one object, the last line of stdout. */

const cid = z.string().min(1)
const count = z.int().nonnegative()
const blocks = z.strictObject({ sent: count, received: count })

export const importResult = z.strictObject({
  root: cid.describe('the root; the first one of a CAR that names several'),
  roots: z.array(cid).describe('all roots'),
  blocks: count.describe('distinct blocks written; of a CAR those that the store lacked'),
  bytes: count.describe('bytes of these blocks'),
  skipped: z
    .array(z.strictObject({ path: z.string(), reason: z.string() }))
    .describe('what has no place in the DAG: sockets, devices, names that are not UTF-8'),
  missing: z
    .array(cid)
    .describe('subgraph roots that the store lacks at the end; then the exit code is 3'),
})

export const exportResult = z.strictObject({
  root: cid.describe('the root'),
  out: z.string().describe('the path as given'),
  files: count.describe('files made'),
  directories: count.describe('directories made, OUT included'),
  symlinks: count.describe('symlinks made'),
  bytes: count.describe('bytes of all files'),
})

export const exportCarResult = z.strictObject({
  root: cid.describe('the root, which is also the root of the CAR'),
  out: z.string().describe('the path as given'),
  blocks: count.describe('blocks in the CAR'),
  bytes: count.describe('bytes of the CAR file'),
  missing: z.array(cid).describe('what the store lacks and the CAR too; then the exit code is 3'),
})

export const serveResult = z.strictObject({
  url: z.string().describe('where it listened'),
  rounds: count.describe('rounds served'),
  blocks: blocks.describe('blocks sent (pulls) and received (pushes)'),
  bytes: blocks.describe('bytes of these blocks'),
})

export const transferResult = z.strictObject({
  complete: z.boolean().describe('whether the receiver holds everything below the roots'),
  roots: z.array(cid).describe('the roots'),
  dialect: z.string().describe('what was spoken: spec, rs or go'),
  rounds: count.describe('rounds'),
  blocks: blocks.describe('blocks that travelled, repeats included'),
  bytes: blocks.describe('bytes of all request and response bodies'),
  duplicates: count.describe('blocks that came although the receiver had them'),
  unavailable: z.array(cid).describe('subgraph roots that the sender lacks'),
  ms: count.describe('milliseconds'),
})

export const verifyResult = z.strictObject({
  root: cid.describe('the root'),
  whole: z.boolean().describe('whether nothing is missing and nothing is corrupt'),
  blocks: count.describe('distinct blocks that are good'),
  bytes: count.describe('bytes of these blocks'),
  missing: z.array(cid).describe('what the store lacks; what is below is not known'),
  corrupt: z
    .array(z.strictObject({ cid, code: z.string() }))
    .describe('blocks whose bytes are wrong, and how; what is below is not looked at'),
})

export const statResult = z.strictObject({
  root: cid.describe('the root'),
  blocks: count.describe('distinct blocks in the store'),
  bytes: count.describe('bytes of these blocks'),
  depth: count.describe('links on the longest path down from the root'),
  missing: z.array(cid).describe('what the store lacks; then the exit code is 3'),
})

export const lsResult = z.strictObject({
  roots: z
    .array(z.strictObject({ root: cid, added: z.iso.datetime() }))
    .describe('the roots that were imported, pulled or pushed here, each with its first time'),
})

export const errorResult = z.strictObject({
  error: z
    .strictObject({ code: z.string(), message: z.string() })
    .describe('instead of a result; the exit code is 1 or 2'),
})

export type ImportResult = z.infer<typeof importResult>
export type ExportResult = z.infer<typeof exportResult>
export type ExportCarResult = z.infer<typeof exportCarResult>
export type ServeResult = z.infer<typeof serveResult>
export type TransferResult = z.infer<typeof transferResult>
export type VerifyResult = z.infer<typeof verifyResult>
export type StatResult = z.infer<typeof statResult>
export type LsResult = z.infer<typeof lsResult>
