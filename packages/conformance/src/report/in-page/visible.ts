/**
 * A text in which nothing hides: control characters, marks that turn the direction of what follows, and
 * halves of pairs stand as `\u{202e}`.
 */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (character) => {
    if (character === '\n' || character === '\t') return character
    return `\\u{${character.codePointAt(0)!.toString(16)}}`
  })
}
