/** What a character is written as; a carriage return ends a line for GitHub's runner as a line feed does. */
const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '[': '\\[' }

/**
 * A text that someone else chose as part of one line of the log: behind a word of ours nothing in it is a command for
 * GitHub's runner, which looks for `::` at the start of a line and for `##[` anywhere (actions/runner, ActionCommand.cs).
 */
export function oneLine(text: string): string {
  return text.replace(/[\r\n]|(?<=##)\[/g, (character) => ESCAPES[character] ?? '')
}
