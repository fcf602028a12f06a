import { TransportError } from './errors.js'

/** Whether a request may go on. */
export type Authorize = (request: Request) => boolean | Promise<boolean>

/**
 * Lets in who carries `Authorization: Bearer <token>`. Takes as long for a near miss as for any.
 * @throws TransportError ERR_TOKEN
 */
export function bearerToken(token: string): Authorize {
  checkToken(token)
  const expected = digest(token)
  return async (request) => {
    const [, credentials = ''] = BEARER.exec(request.headers.get('authorization') ?? '') ?? []
    const given = new Uint8Array(await digest(credentials))
    return new Uint8Array(await expected).every((byte, i) => byte === given[i])
  }
}

/** @throws TransportError ERR_TOKEN for what no header can carry as a token, or nobody as a secret */
export function checkToken(token: string): void {
  if (/^[\x21-\x7e]+$/.test(token)) return
  throw new TransportError('ERR_TOKEN', 'the token is not one word of printable ASCII')
}

/** The name of the scheme is in any case (RFC 9110). */
const BEARER = /^bearer +(.+)$/i

/** Comparing digests tells nothing about the text, however early the comparison ends. */
function digest(text: string): Promise<ArrayBuffer> {
  return crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
}
