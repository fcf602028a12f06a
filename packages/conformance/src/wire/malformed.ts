import { Refusal } from '../model/refusal.js'

export function malformed(what: string): Refusal {
  return new Refusal('message', `malformed message: ${what}`)
}
