/**
 * The key of an act (`idempotencyKey`) by its content: the same content again, because no answer came, is the same act; other content is
 * another. For `useState(attempts)`.
 */
export function attempts(): (content: unknown) => string {
  let last: { said: string; key: string } | undefined;
  return (content) => {
    const said = JSON.stringify(content);
    if (last?.said !== said) last = { said, key: crypto.randomUUID() };
    return last.key;
  };
}
