/** The fields of a record of an index that is good. */
export function fields(): Record<string, string> {
  const C = `Q1${Buffer.from('a'.repeat(40), 'hex').toString('base64')}`
  return { C, P: 'some', V: '1.0-r0', A: 'x86_64', S: '1234' }
}

/** A record, as an index has it. */
export function text(record: Record<string, string>): string {
  return `${Object.entries(record)
    .map(([letter, value]) => `${letter}:${value}\n`)
    .join('')}\n`
}
