/**
 * Everything that can be wrong with one field of what was sent, once: the pages have a text for each in every language, and one without it
 * does not compile. The detail beside a code says it exactly, in English.
 */
export const FIELD_CODES = [
  // What a contract asks for, under zod's own names where it has one.
  ...['required', 'invalid', 'invalid_type', 'invalid_format', 'invalid_value', 'invalid_union'],
  ...['invalid_key', 'invalid_element', 'too_small', 'too_big', 'not_multiple_of', 'unknown_field'],
  ...['too_long', 'too_large', 'unsupported_media_type', 'invalid_json'],
  // What is named has to be there, and to fit.
  ...['unknown', 'unknown_reference', 'unknown_version', 'id_reused', 'repeated', 'forbidden'],
  // When.
  ...['order', 'past', 'too_far', 'expired', 'month_turned'],
  // Pledges: what they say, how far they have come, and how they are divided.
  ...['rate', 'item', 'sector', 'not_financial', 'no_value', 'other_item', 'other_sector', 'has_cargo'],
  ...['not_open', 'not_forward', 'already', 'terminal', 'only_status', 'earmarked'],
  ...['exceeds', 'exceeds_parent', 'below_children', 'on_waybills', 'changed_meanwhile'],
  // Shipments and receipts.
  ...['packs', 'place', 'quantity', 'unbalanced', 'missing_and_excess', 'excess_not_received'],
  // Files.
  ...['too_many_pixels', 'unreadable'],
  // Cases.
  ...['wrong_state', 'decision_required'],
  // Plans of what goes where.
  ...['exceeds_line', 'exceeds_capacity', 'covers_otherwise', 'moved', 'out_of_reach'],
  // People, organisations, keys, and where news is sent.
  ...['wrong_password', 'weak_password', 'beyond_yours', 'itself', 'merged_elsewhere', 'into_merged'],
  ...['scheme', 'credentials', 'fragment', 'port', 'address'],
] as const;
export type FieldCode = (typeof FIELD_CODES)[number];

export const isFieldCode = (code: unknown): code is FieldCode => FIELD_CODES.some((known) => known === code);
