import { keysOf, type Row, type Truth } from './truth.ts'

/** Two records wrongly joined, or wrongly left apart; `asked` when the pair stands in the questions. */
export interface PairError {
  readonly kind: 'joined' | 'missed'
  readonly a: Row
  readonly b: Row
  readonly asked: boolean
}

export interface Evaluation {
  /** Records of the groups file that the truth knows: only pairs of two such records are counted. */
  readonly records: number
  /** Records of the truth that the groups file does not have. */
  readonly unknown: number
  readonly clusters: number
  readonly right: number
  readonly joinedWrongly: number
  readonly missed: number
  readonly missedButAsked: number
  /** The share of joined pairs that are right; 1 when none was joined. */
  readonly precision: number
  /** The share of the truth's pairs that were joined. */
  readonly recall: number
  readonly f1: number
  readonly errors: readonly PairError[]
}

interface Known {
  readonly row: Row
  readonly cluster: string
}

/** Compares groups with a truth, pair by pair; `asks` are the pairs left to librarians, as `pairKey`s. */
export function evaluate(rows: readonly Row[], truth: Truth, asks: ReadonlySet<string> = new Set()): Evaluation {
  const known: Known[] = []
  const met = new Set<string>()
  for (const row of rows) {
    const key = keysOf(row).find((one) => truth.has(one))
    if (key === undefined) continue
    met.add(key)
    known.push({ row, cluster: truth.get(key)! })
  }
  const errors: PairError[] = []
  let right = 0
  const inClusters = pairsWithin(known, ({ cluster }) => cluster)
  for (const [a, b] of inClusters) {
    if (a.row.group === b.row.group) right++
    else errors.push({ kind: 'missed', a: a.row, b: b.row, asked: asks.has(pairKey(a.row, b.row)) })
  }
  const missed = errors.length
  for (const [a, b] of pairsWithin(known, ({ row }) => row.group)) {
    if (a.cluster !== b.cluster) errors.push({ kind: 'joined', a: a.row, b: b.row, asked: false })
  }
  const joinedWrongly = errors.length - missed
  const precision = right + joinedWrongly === 0 ? 1 : right / (right + joinedWrongly)
  const recall = right + missed === 0 ? 1 : right / (right + missed)
  return {
    records: known.length,
    unknown: truth.size - met.size,
    clusters: new Set(known.map(({ cluster }) => cluster)).size,
    right,
    joinedWrongly,
    missed,
    missedButAsked: errors.filter(({ asked }) => asked).length,
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    errors,
  }
}

/** A pair of records, whichever stands first. */
export function pairKey(a: Pick<Row, 'file' | 'record'>, b: Pick<Row, 'file' | 'record'>): string {
  return [`${a.file}\t${a.record}`, `${b.file}\t${b.record}`].sort().join('\n')
}

function pairsWithin(known: readonly Known[], by: (one: Known) => string): [Known, Known][] {
  const lists = new Map<string, Known[]>()
  for (const one of known) {
    const list = lists.get(by(one))
    if (list) list.push(one)
    else lists.set(by(one), [one])
  }
  const pairs: [Known, Known][] = []
  for (const list of lists.values()) {
    for (let i = 0; i < list.length; i++) for (let j = i + 1; j < list.length; j++) pairs.push([list[i]!, list[j]!])
  }
  return pairs
}
