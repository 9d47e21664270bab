/** What an administration of accounts refuses, as a Chinese sentence for the person; `missing` looks as if it were not there. */
export class IdentityRefused extends Error {
  constructor(
    sentence: string,
    readonly kind: 'refused' | 'missing' = 'refused',
  ) {
    super(sentence);
  }
}
