/** A P-code that stands in our tables: only loading them makes one. */
export type Pcode = string & { readonly __pcode: unique symbol };

/** The province of a place: the first four characters of its P-code (AF2301 lies in AF23). */
export function provinceOfPlace(pcode: string): string {
  return pcode.slice(0, 4);
}
