/** What the colours of a map mean. */
export function Legend({ entries }: { entries: readonly { fill: string; label: string }[] }) {
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1.5 text-xs text-quiet">
      {entries.map(({ fill, label }) => (
        <li key={fill} className="inline-flex items-center gap-2">
          <span
            aria-hidden="true"
            className="size-3.5 rounded-[2px] border border-line"
            style={{ background: fill }}
          />
          {label}
        </li>
      ))}
    </ul>
  );
}
