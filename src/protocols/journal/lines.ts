const LONGEST = 16 * 1024 * 1024

/** Splits a stream of bytes into its lines; a line over 16 MiB ends the reading with an unreadable line. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of chunks) {
    rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
    const lines = rest.split('\n')
    rest = lines.pop() ?? ''
    yield* lines
    if (rest.length > LONGEST) {
      yield ''
      return
    }
  }
  rest += decoder.decode()
  if (rest !== '') yield rest
}
