const TO_GBK = gbkTable();

/** `text` as GBK bytes; a character GBK lacks becomes a numeric character reference, as old CMS exports write it. */
export function encodeGbk(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    const pair = TO_GBK.get(char);
    if (code < 0x80) bytes.push(code);
    else if (pair !== undefined) bytes.push(pair >> 8, pair & 0xff);
    else bytes.push(...Array.from(`&#${code};`, (digit) => digit.charCodeAt(0)));
  }
  return Uint8Array.from(bytes);
}

/** The table of two-byte codes, read off the platform's own decoder. */
function gbkTable(): Map<string, number> {
  const decoder = new TextDecoder('gbk');
  const table = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const char = decoder.decode(Uint8Array.of(lead, trail));
      if ([...char].length === 1 && char !== '\ufffd' && !table.has(char)) table.set(char, (lead << 8) | trail);
    }
  return table;
}
