/** Persian (U+06F0) and Arabic (U+0660) digits as ASCII; everything else stays. */
export function toAsciiDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
}

/** ASCII and Arabic digits as Persian ones; everything else stays, a number's sign and point too. */
export function toPersianDigits(text: string | number | bigint): string {
  return String(text).replace(/[0-9\u0660-\u0669]/g, (digit) =>
    String.fromCharCode(0x6f0 + (digit.charCodeAt(0) & 0xf)),
  )
}
