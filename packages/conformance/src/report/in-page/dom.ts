import { visible } from './visible.js'

export type Child = Node | string | false | undefined

/** An element with a class, and what is in it. Text stands as text, and nothing in it hides. */
export function element(
  name: string,
  className: string,
  ...children: readonly Child[]
): HTMLElement {
  const made = document.createElement(name)
  if (className !== '') made.className = className
  for (const child of children) {
    if (child === false || child === undefined) continue
    made.append(typeof child === 'string' ? visible(child) : child)
  }
  return made
}

/** A button that shows what is hidden until then, and goes. */
export function showButton(words: string, show: () => void): HTMLElement {
  const button = element('button', 'show-all', words) as HTMLButtonElement
  button.type = 'button'
  button.addEventListener('click', () => {
    show()
    button.remove()
  })
  return button
}
