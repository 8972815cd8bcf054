/** What Markdown, HTML or GitHub's formulas would take for their own. */
const SPECIAL = /[&<>|`*_[\]\\~@#!$]/g

/** A text that someone else chose as a part of one line of Markdown: a cell of a table, for one. */
export function inline(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .replace(SPECIAL, (character) => `&#${character.charCodeAt(0)};`)
}

/** A table of cells that are Markdown already, each row with as many as the header has. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('')
}

/** Lines as a block of code, which nothing in them ends. */
export function codeBlock(language: string, lines: readonly string[]): string {
  const text = lines.join('\n')
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${text}\n${fence}\n`
}

/** What is shown when it is asked for. `title` and `content` are Markdown. */
export function details(title: string, content: string): string {
  return `<details>\n<summary>${title}</summary>\n\n${content}\n</details>\n`
}
