/** The Chinese words of a code column, from the table of the lib that defines them; an unknown code stays as it is. */
export function wordsOf(column: string, words: Readonly<Record<string, string>>): string {
  const cases = Object.entries(words).map(([code, word]) => `WHEN ${literal(code)} THEN ${literal(word)}`);
  return `CASE ${column} ${cases.join(' ')} ELSE ${column} END`;
}

/** A column's name in Chinese, as the panel's head shows it. */
export function named(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
