/** What is there to refer to. */
export interface Known {
  donor: string;
  shipment: string;
  line: string;
  otherLine: string;
}

export type Body = Record<string, unknown>;
/** `422 refused /lines/0/item unknown_reference`: status, code, pointer and code of the field at fault. */
export type Refusal = `${number} ${string}`;
export type Case = readonly [what: string, refusal: Refusal, detail: RegExp, body: (known: Known) => Body];
