import { html, type Markup, trusted } from './html.js'

/** One HTML file that needs no other. @param title text, @param styles CSS, @param body what is in `<body>` */
export function htmlPage(title: string, styles: string, body: Markup): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${trusted(styles)}</style>
</head>
<body>
${body}
</body>
</html>
`.text
}
