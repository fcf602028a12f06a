import { readFile } from 'node:fs/promises'
import { CliError } from './errors.js'

/**
 * The bearer token in a file, without the white space around it.
 * @throws CliError ERR_TOKEN_FILE when it cannot be read, or holds anything but one word of
 * printable ASCII, which is all that a header can carry
 */
export async function readToken(path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? String(cause)
    throw new CliError('ERR_TOKEN_FILE', `cannot read the token file ${path}: ${reason}`, { cause })
  }
  const token = text.trim()
  if (/^[\x21-\x7e]+$/.test(token)) return token
  throw new CliError('ERR_TOKEN_FILE', `the token file ${path} must hold one word, in ASCII`)
}
