import * as z from 'zod'

interface JsonSchema {
  type?: string
  description?: string
  properties?: Record<string, JsonSchema>
  items?: JsonSchema
}

/** The fields of a result as a table for the README; compare it after `unpad`. */
export function document(schema: z.ZodType): string {
  const { properties = {} } = z.toJSONSchema(schema) as JsonSchema
  const rows = Object.entries(properties).map(
    ([name, field]) => `| \`${name}\` | ${typeName(field)} | ${field.description} |`,
  )
  return ['| field | type | |', '|---|---|---|', ...rows].join('\n')
}

function typeName({ type, items, properties }: JsonSchema): string {
  if (items) return `list of ${typeName(items)}`
  if (!properties) return type ?? ''
  return `\`{ ${Object.keys(properties).join(', ')} }\``
}

/** A table without what a formatter adds to align it. */
export function unpad(markdown: string): string {
  return markdown.replace(/ {2,}/g, ' ').replace(/\| ?-+ ?(?=\|)/g, '|---')
}
