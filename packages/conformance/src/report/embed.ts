import { html, type Markup, trusted } from '../page/html.js'

/** A value for the script of the page. Nothing in it can end the element that it stands in. */
export function embedded(id: string, value: unknown): Markup {
  const json = JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return html`<script type="application/json" id="${id}">${trusted(json)}</script>`
}
