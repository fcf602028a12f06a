/** Response header of a push: how many blocks of this round the server had already. Ours. */
export const DUPLICATES = 'car-mirror-duplicates'
