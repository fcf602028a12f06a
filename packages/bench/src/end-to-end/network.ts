/** A network that is simulated by a proxy. */
export interface Network {
  /** Milliseconds there and back. */
  readonly roundTrip: number
  /** Each way. Bits per second. */
  readonly rate: number
}

export function networkTitle({ roundTrip, rate }: Network): string {
  const speed = rate >= 1e9 ? `${rate / 1e9} Gbit/s` : `${rate / 1e6} Mbit/s`
  return `${roundTrip} ms, ${speed}`
}
