import { AccentFirstText } from './accents.ts'

/**
 * ISO 5426 extended Latin, codes A1 to FE, a blank for none; the accents C0–DF come before their letter. UNIMARC's usual
 * encoding before Unicode (100 $a/26–29 = 0103). Source: ISO 5426:1983, each code asked of Debian's yaz-iconv.
 */
const ISO_5426 =
  '¡„£$¥†§′‘“«♭©℗®' +
  'ʻʼ‚   ‡·″’”»♯ʹʺ¿' +
  '\u0309\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u0308\u030a\u0315\u0313\u030b\u031b\u030c' +
  '\u0327\u031c\u0326\u0328\u0325\u032e\u0323\u0324\u0332\u0333\u0329\u032d \u0360  ' +
  ' ÆĐ   Ĳ ŁØŒ Þ   ' +
  ' æđð ıĳ łøœßþ  '

/** Reads `bytes` from `start` to `end` as ISO 5426; `lost` counts the codes without a character. */
export function decodeIso5426(bytes: Uint8Array, start: number, end: number): { text: string; lost: number } {
  const out = new AccentFirstText()
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number
    if (byte < 0x21) out.plain(String.fromCharCode(byte))
    else if (byte < 0x80) out.letter(String.fromCharCode(byte))
    // Non-sorting begin and end: the same two codes as in MARC-8 and in UNIMARC's Unicode.
    else if (byte === 0x88 || byte === 0x89) out.plain(byte === 0x88 ? '\u0098' : '\u009c')
    else {
      const char = byte < 0xa1 ? undefined : ISO_5426[byte - 0xa1]
      if (char === undefined || char === ' ') out.unknown()
      else if (byte >= 0xc0 && byte <= 0xdf) out.mark(char)
      else out.letter(char)
    }
  }
  return out.done()
}
