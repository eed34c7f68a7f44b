/** Why a text is not the value that was expected, or was changed to become one. */
export type ParseError =
  /** Not of the expected form. */
  | "bad-input"
  /** Of the expected form, but beyond the range of the value. */
  | "range"
  /** A value inside an XML element that could not be used. */
  | "unparsable";

const texts: { readonly [K in ParseError]: string } = {
  "bad-input": "Bad input value provided",
  range: "Numerical result out of range",
  unparsable: "Unable to parse CIB XML",
};

/** The reason as diagnostics append it; `OK` when nothing was wrong. */
export function parseErrorText(error: ParseError | null): string {
  return error === null ? "OK" : texts[error];
}
