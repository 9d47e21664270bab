import { ZodError } from 'zod';

/** What is wrong with a request, field by field, as a schema would say it. */
export class ProblemException extends ZodError {
  constructor(problems: readonly { readonly field: string; readonly message: string }[]) {
    super(
      problems.map(({ field, message }) => ({ code: 'custom', path: field.split('.'), message, input: undefined })),
    );
  }
}
