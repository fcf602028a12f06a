import { TransportError } from './errors.js'

/** @see HTTP-4 */
export const DAG_CBOR = 'application/vnd.ipld.dag-cbor'
export const CAR = 'application/vnd.ipld.car'
/** @see HTTP-4 */
export const CAR_V1 = `${CAR}; version=1`

/** What else a peer may call a body, or call it nothing at all. @see HTTP-5 */
const ALSO_ACCEPTED = ['application/cbor', 'application/octet-stream']

/**
 * Parameters of the media type are not looked at: the body says for itself what it is.
 * @param expected undefined: any will do
 * @throws TransportError ERR_MEDIA_TYPE
 * @see HTTP-5 HTTP-6
 */
export function checkMediaType(headers: Headers, expected: string | undefined): void {
  if (expected === undefined) return
  const type = headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase()
  if (!type || type === expected || ALSO_ACCEPTED.includes(type)) return
  throw new TransportError('ERR_MEDIA_TYPE', `expected a body of ${expected}, not ${type}`, {
    status: 415,
    requirement: 'HTTP-6',
  })
}
