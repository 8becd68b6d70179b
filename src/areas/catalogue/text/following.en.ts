import type { FollowingText } from './following.fa.ts'

/** What followers of the catalogue are told, in English. */
export const followingEn: FollowingText = {
  refusals: {
    'catalogue.feed-ahead': () =>
      'This catalogue never gave that cursor; it may have been restored from a backup. Take everything anew.',
    'catalogue.export-after': ({ after }) =>
      `“${after}” is the id of no record. Send the id of the last whole record you have.`,
    'catalogue.export-busy': () => 'Several programs are taking the whole catalogue now. Try again in half a minute.',
    'catalogue.export-parameter': ({ field, formats }) =>
      field === 'format' ? `The format is one of: ${formats}.` : `The value of “${field}” is not accepted.`,
  },
}
