import type { Feature, FeatureResult, FeatureVerdict } from '#lib/matching/verdict.ts'

/** Points of evidence (bits): how much likelier a finding is in two records of one edition than in two of different ones. */
export const POINTS = {
  isbnShared: 9,
  isbnSet: 1,
  isbnCancelled: 3,
  isbnDiffers: -6,
  issnShared: 8,
  issnDiffers: -6,
  numberShared: 9,
  numberDiffers: -3,
  titleBase: 6,
  titleLargest: 9,
  /** A title of forty letters that is quite the same. */
  titleLong: 8.5,
  titleAlike: 0.9,
  titleLonger: 0.7,
  titleWord: 0.2,
  titleMissing: -4,
  titleDiffers: -10,
  authorsSame: 3,
  authorsNear: 1.5,
  authorsMissing: -1,
  authorsSurname: -1.5,
  authorsDiffer: -5,
  editionSame: 2,
  editionOneSided: -1,
  editionLater: -1.5,
  editionReprint: -2,
  editionDiffers: -9,
  publisherSame: 3,
  publisherNear: 1.5,
  publisherDiffers: -2,
  publisherElsewhere: -5,
  yearSame: 3,
  yearNear: 1,
  yearMixed: 2,
  yearSpan: 1.5,
  yearVague: 0,
  yearReprint: -3,
  yearDiffers: -6,
  extentSame: 4,
  extentNear: 1.5,
  volumesSame: 2,
  extentDiffers: -4,
  kindThesis: -3,
  languageSame: 0.5,
  languageDiffers: -6,
  volumeSame: 2,
  volumeOneSided: -5,
} as const

/** From these points on a pair is grouped, or asked about. */
export const GROUP_FROM = 12.5
export const ASK_FROM = 8

/** 0.5 half-way between asking and grouping; a bit more evidence doubles the odds. */
export function scoreOf(points: number): number {
  return 1 / (1 + 2 ** ((GROUP_FROM + ASK_FROM) / 2 - points))
}

/** The points behind a score. */
export function pointsOf(score: number): number {
  const bounded = Math.min(Math.max(score, 1e-15), 1 - 1e-15)
  return (GROUP_FROM + ASK_FROM) / 2 + Math.log2(bounded / (1 - bounded))
}

/** A verdict of one feature. */
export function verdict(
  feature: Feature,
  result: FeatureResult,
  because: string,
  score: number,
  a: string | null,
  b: string | null,
): FeatureVerdict {
  return { feature, result, a, b, score, because: `${feature}.${because}` }
}
