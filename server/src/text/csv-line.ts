/**
 * A line of a table for spreadsheets (RFC 4180). Fields are quoted always; a spreadsheet would run
 * a text that begins like a formula, so an apostrophe makes it one.
 */
export function csvLine(fields: readonly (string | number | null)[]): string {
  return `${fields.map(field).join(',')}\r\n`;
}
function field(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
