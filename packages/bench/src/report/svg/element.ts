import { escapeText } from '@car-mirror/conformance/dist/page/html.js'

type Attributes = Readonly<Record<string, string | number>>

/** An SVG element with what is in it; coordinates to a tenth of a pixel. */
export function element(name: string, attributes: Attributes, ...content: string[]): string {
  const written = Object.entries(attributes).map(([key, value]) => {
    return ` ${key}="${typeof value === 'number' ? round(value) : escapeText(value)}"`
  })
  return `<${name}${written.join('')}>${content.join('')}</${name}>`
}

export function text(x: number, y: number, kind: string, content: string): string {
  return element('text', { x, y, class: kind }, escapeText(content))
}

export function line(x1: number, y1: number, x2: number, y2: number, kind: string): string {
  return element('line', { x1, y1, x2, y2, class: kind })
}

/** A whole drawing. Its colours are in `styles`, or in the page that it stands in. */
export function drawing(
  width: number,
  height: number,
  title: string,
  parts: readonly string[],
  styles?: string,
): string {
  const style = styles === undefined ? [] : [`<style>${styles}</style>`]
  const whole = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${round(width)} ${round(height)}`,
    width,
    role: 'img',
    class: 'plot',
  }
  return element('svg', whole, `<title>${escapeText(title)}</title>`, ...style, ...parts)
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
