import type { CID } from 'multiformats/cid'
import { CliError } from '../errors.js'

/** An error about one block: `cid` names it. */
export function blockError(code: string, message: string, cid: CID, cause?: unknown) {
  return Object.assign(new CliError(code, message, { cause }), { cid })
}

/** Whether an error comes from the operating system. */
export function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}

/** The system's error code, where there is one. */
export function systemCode(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
  return typeof code === 'string' ? code : undefined
}

/**
 * Waits for a call to the file system and names the path in what goes wrong.
 * @throws CliError `code`, or ERR_PATH_TOO_LONG
 */
export async function atPath<T>(code: string, path: string | Buffer, call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (cause) {
    if (cause instanceof CliError) throw cause
    throw pathError(code, path, cause)
  }
}

/** Names the path in what the file system says of it. */
export function pathError(code: string, path: string | Buffer, cause: unknown): CliError {
  const reason = systemCode(cause) ?? String(cause)
  const long = reason === 'ENAMETOOLONG'
  return new CliError(long ? 'ERR_PATH_TOO_LONG' : code, `${shorten(path)}: ${reason}`, { cause })
}

/** Hostile paths may be long and hold control characters; a message stays one short line. */
export function shorten(path: string | Buffer): string {
  const text = JSON.stringify(path.toString())
  return text.length > 300 ? `${text.slice(0, 150)}…${text.slice(-150)}` : text
}
